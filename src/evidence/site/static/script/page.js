/* A page's code can be shown, and its tables are printed. */
(function () {
  "use strict";

  /* One button for all code of a page; without scripts each cell keeps its own. */
  function code() {
    var cells = Array.prototype.slice
      .call(document.querySelectorAll("div.cell:not(.tag_parameters) > details.hide.above-input"));
    var article = document.querySelector("article.bd-article");
    if (!cells.length || !article) return;
    var button = document.createElement("button");
    button.type = "button";
    button.className = "evidence-code";
    function say(shown) {
      button.textContent = shown ? "Hide code" : "Show code";
      button.setAttribute("aria-pressed", String(shown));
      document.documentElement.classList.toggle("evidence-code-shown", shown);
      cells.forEach(function (cell) {
        cell.open = shown;
      });
    }
    button.addEventListener("click", function () {
      say(button.getAttribute("aria-pressed") !== "true");
    });
    say(false);
    article.insertBefore(button, article.firstChild);
  }

  /* On paper nothing can be unfolded. */
  function print() {
    var opened = [];
    window.addEventListener("beforeprint", function () {
      opened = Array.prototype.slice.call(
        document.querySelectorAll("details.evidence-data:not([open])"));
      opened.forEach(function (details) {
        details.open = true;
      });
    });
    window.addEventListener("afterprint", function () {
      opened.forEach(function (details) {
        details.open = false;
      });
    });
  }

  evidence.ready(function () {
    code();
    print();
  });
})();

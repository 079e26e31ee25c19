/* A page's code can be shown, its chapter stands in sight, and its tables are printed. */
(function () {
  "use strict";

  function all(selector) {
    return Array.prototype.slice.call(document.querySelectorAll(selector));
  }

  /* One button for all code of a page; without scripts each cell keeps its own. */
  function code() {
    var cells = all("div.cell > details.hide.above-input");
    var tools = document.querySelector(".evidence-tools");
    if (!cells.length || !tools) return;
    var button = document.createElement("button");
    button.type = "button";
    button.className = "evidence-code";
    function say(shown) {
      button.textContent = shown ? "Hide code" : "Show code";
      document.documentElement.classList.toggle("evidence-code-shown", shown);
      cells.forEach(function (cell) {
        cell.open = shown;
      });
    }
    button.addEventListener("click", function () {
      say(button.textContent === "Show code");
    });
    say(false);
    tools.appendChild(button);
  }

  /* A long list of chapters begins where the reader is. */
  function chapter() {
    var list = document.querySelector(".evidence-chapters");
    var here = list && list.querySelector("[aria-current]");
    if (!here) return;
    var below = here.getBoundingClientRect().bottom - list.getBoundingClientRect().bottom;
    if (below > 0) list.scrollTop += below + list.clientHeight / 2;
  }

  /* The section that is being read is marked in the list of sections. */
  function sections() {
    var links = all(".evidence-onpage a");
    if (!links.length || !window.IntersectionObserver) return;
    var begun = {};
    var seen = new IntersectionObserver(
      function (entries) {
        entries.forEach(function (entry) {
          begun[entry.target.id] = entry.boundingClientRect.top < window.innerHeight / 3;
        });
        var last = links.filter(function (link) {
          return begun[link.hash.slice(1)];
        }).pop();
        links.forEach(function (link) {
          if (link === last) link.setAttribute("aria-current", "true");
          else link.removeAttribute("aria-current");
        });
      },
      { rootMargin: "0px 0px -67% 0px" }
    );
    links.forEach(function (link) {
      var section = document.getElementById(link.hash.slice(1));
      if (section) seen.observe(section);
    });
  }

  /* On paper nothing can be unfolded. */
  function print() {
    var opened = [];
    window.addEventListener("beforeprint", function () {
      opened = all("details.evidence-data:not([open])");
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
    chapter();
    sections();
    print();
  });
})();

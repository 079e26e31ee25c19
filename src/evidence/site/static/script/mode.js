/* The switch between light and dark. What was chosen is kept for the next page, where a browser
   allows it; the page itself applies it before it is painted. */
(function () {
  "use strict";

  var page = document.documentElement;

  function keep(mode) {
    try {
      localStorage.setItem("evidence-mode", mode);
    } catch (error) {
      /* Not allowed to store: the choice holds for this page. */
    }
  }

  evidence.ready(function () {
    var button = document.querySelector(".evidence-mode");
    if (!button) return;
    function say() {
      button.setAttribute("aria-pressed", String(page.dataset.theme === "dark"));
    }
    button.addEventListener("click", function () {
      page.dataset.theme = page.dataset.theme === "dark" ? "light" : "dark";
      keep(page.dataset.theme);
      say();
    });
    say();
  });
})();

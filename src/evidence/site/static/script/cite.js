/* A citation that is unfolded can be copied; without scripts it is marked and copied by hand. */
(function () {
  "use strict";

  function copied(text) {
    if (navigator.clipboard && window.isSecureContext)
      return navigator.clipboard.writeText(text).catch(function () {
        return byHand(text);
      });
    return Promise.resolve(byHand(text));
  }

  /* Where a page may not write to the clipboard, as from some folders. */
  function byHand(text) {
    var area = document.createElement("textarea");
    area.value = text;
    area.setAttribute("aria-hidden", "true");
    area.style.position = "fixed";
    area.style.opacity = "0";
    document.body.appendChild(area);
    area.select();
    var done = document.execCommand("copy");
    area.remove();
    if (!done) throw new Error("not copied");
  }

  function button(words, text, files) {
    var made = document.createElement("button");
    made.type = "button";
    made.textContent = words;
    var said = document.createElement("span");
    said.className = "evidence-unseen";
    said.setAttribute("role", "status");
    made.addEventListener("click", function () {
      function say(outcome) {
        made.textContent = outcome;
        said.textContent = outcome;
        setTimeout(function () {
          made.textContent = words;
          said.textContent = "";
        }, 2000);
      }
      Promise.resolve()
        .then(function () {
          return copied(text());
        })
        .then(
          function () {
            say("Copied");
          },
          function () {
            say("Not copied: mark the text");
          }
        );
    });
    files.insertBefore(said, files.firstChild);
    files.insertBefore(made, files.firstChild);
    return made;
  }

  function unfolded(details) {
    if (!details.open || details.dataset.ready) return;
    details.dataset.ready = "yes";
    Array.prototype.forEach.call(details.querySelectorAll(".evidence-cite-files"), function (files) {
      var citation = files.previousElementSibling;
      var link = files.querySelector("a:not([download])");
      button("Copy link", function () {
        return link.href;
      }, files);
      button("Copy citation", function () {
        return citation.textContent;
      }, files);
    });
  }

  evidence.ready(function () {
    /* The event does not rise, but it can be caught on its way down. */
    document.addEventListener("toggle", function (event) {
      if (event.target.classList.contains("evidence-cite")) unfolded(event.target);
    }, true);
  });
})();

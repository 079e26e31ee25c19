/* A page is complete without scripts; with them it answers the pointer and the keyboard. These are
   classic scripts that load only their neighbours in _static: they work from a folder. What they
   share stands in window.evidence. */
(function () {
  "use strict";

  var root = document.currentScript.src.replace(/evidence\.js.*$/, "");
  var scripts = {};

  /* Load a classic script once. */
  function load(address) {
    if (!scripts[address]) {
      scripts[address] = new Promise(function (done, failed) {
        var element = document.createElement("script");
        element.src = address;
        element.onload = done;
        element.onerror = function () {
          failed(new Error("not loaded: " + address));
        };
        document.head.appendChild(element);
      });
    }
    return scripts[address];
  }

  /* Call once the page has been read. */
  function ready(begin) {
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
    else begin();
  }

  window.evidence = { root: root, load: load, ready: ready };
})();

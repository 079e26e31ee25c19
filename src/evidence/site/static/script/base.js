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

  /* Call once the reader has done anything at all: what is heavy waits for it. */
  function touched(begin) {
    var signs = ["pointermove", "pointerdown", "touchstart", "wheel", "scroll", "keydown"];
    function first() {
      signs.forEach(function (sign) {
        window.removeEventListener(sign, first, { capture: true });
      });
      ready(begin);
    }
    signs.forEach(function (sign) {
      window.addEventListener(sign, first, { capture: true, passive: true });
    });
  }

  window.evidence = { root: root, load: load, ready: ready, touched: touched };
})();

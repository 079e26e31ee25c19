/* The marks of a live chart answer the keyboard: arrows walk over them, Escape leaves them. What a
   tooltip says to the pointer is shown beside the mark and read out. */
(function () {
  "use strict";

  var SVG = "http://www.w3.org/2000/svg";
  var HINT = "Arrow keys read the values one by one, Home and End the first and the last. " +
    "Escape leaves them.";
  /* Pixels around a mark that has no extent of its own. */
  var AROUND = 4;
  /* A pixel to the side counts as many above or below: what stands straight on comes first. */
  var ASIDE = 1000;

  /* The words of a tooltip; nothing for a mark that has none. */
  function told(tooltip) {
    if (tooltip === null || tooltip === undefined) return "";
    if (typeof tooltip !== "object") return String(tooltip);
    return Object.keys(tooltip)
      .map(function (name) {
        // What heads a tooltip has no name there either.
        return name === "title" ? tooltip[name] : name + ": " + tooltip[name];
      })
      .join("; ");
  }

  /* Every mark with a tooltip, in the order of the data; marks that say the same are one. */
  function marks(view) {
    var found = [];
    var said = Object.create(null);
    function walk(mark) {
      mark.items.forEach(function (item) {
        if (mark.marktype === "group") {
          item.items.forEach(walk);
          return;
        }
        var words = told(item.tooltip);
        if (!words || said[words]) return;
        said[words] = true;
        found.push({ item: item, mark: mark, words: words });
      });
    }
    walk(view.scenegraph().root);
    return found;
  }

  /* Where a mark lies in its group: a line knows the whole of itself only, not its points. */
  function extent(entry) {
    var item = entry.item;
    if (/^(line|area|trail)$/.test(entry.mark.marktype)) {
      return { x1: item.x, x2: item.x, y1: item.y, y2: item.y };
    }
    return item.bounds;
  }

  /* Where a mark lies in the window. */
  function place(entry) {
    var matrix = entry.mark._svg.getScreenCTM();
    var box = extent(entry);
    var low = new DOMPoint(box.x1, box.y1).matrixTransform(matrix);
    var high = new DOMPoint(box.x2, box.y2).matrixTransform(matrix);
    var dot = entry.mark.marktype === "symbol";
    return {
      x: (low.x + high.x) / 2,
      y: (low.y + high.y) / 2,
      // A dot stands for a point, however large it is drawn.
      wide: dot ? 2 : high.x - low.x,
      tall: dot || entry.mark.marktype === "shape" ? 2 : high.y - low.y
    };
  }

  /* How far one mark stands to the side of another; nothing where one covers the other's middle. */
  function aside(from, to) {
    var reach = Math.max(from.wide, to.wide) / 2;
    return Math.max(Math.abs(to.x - from.x) - reach, 0);
  }

  /* The nearest mark above (way -1) or below (way 1), one straight on if there is any. A taller
     column beside a lower one is not above it. */
  function beside(found, now, way) {
    var from = place(found[now]);
    var best = now;
    var least = Infinity;
    found.forEach(function (entry, index) {
      var to = place(entry);
      var away = (to.y - from.y) * way;
      var far = away + ASIDE * aside(from, to);
      if (away > Math.max(from.tall, to.tall) / 2 && far < least) {
        least = far;
        best = index;
      }
    });
    return best;
  }

  /* A dark ring on a white one: one of them stands out from whatever is beneath. */
  function rings(entry) {
    return ["under", "over"].map(function (layer) {
      var ring;
      if (entry.mark.marktype === "shape") {
        ring = entry.item._svg.cloneNode(false);
        ring.removeAttribute("style");
      } else {
        var box = extent(entry);
        ring = document.createElementNS(SVG, "rect");
        ring.setAttribute("x", box.x1 - AROUND);
        ring.setAttribute("y", box.y1 - AROUND);
        ring.setAttribute("width", box.x2 - box.x1 + 2 * AROUND);
        ring.setAttribute("height", box.y2 - box.y1 + 2 * AROUND);
      }
      ring.setAttribute("class", "evidence-ring evidence-ring-" + layer);
      entry.mark._svg.appendChild(ring);
      return ring;
    });
  }

  /* Make a chart a stop of the Tab key before it is drawn, so that stops do not move about. */
  function reachable(chart) {
    var figure = "figure-" + chart.dataset.figure;
    var hint = document.createElement("p");
    hint.className = "evidence-hint";
    hint.id = figure + "-hint";
    hint.textContent = HINT;
    var readout = document.createElement("p");
    readout.className = "evidence-readout";
    readout.setAttribute("aria-live", "polite");
    chart.appendChild(hint);
    chart.appendChild(readout);
    chart.tabIndex = 0;
    chart.setAttribute("role", "application");
    chart.setAttribute("aria-roledescription", "interactive chart");
    chart.setAttribute("aria-labelledby", figure + "-heading");
    chart.setAttribute("aria-describedby", chart.dataset.figure + "-wide-desc " + hint.id);
    chart.addEventListener("keydown", function (event) {
      if (event.target === chart && chart.evidence) press(chart, event);
    });
    chart.addEventListener("blur", function () {
      leave(chart);
    });
  }

  /* Take back what reachable() gave, from a chart that has nothing to read. */
  function unreachable(chart) {
    var given = ["tabindex", "role", "aria-roledescription", "aria-labelledby", "aria-describedby"];
    given.forEach(function (name) {
      chart.removeAttribute(name);
    });
  }

  function press(chart, event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    var live = chart.evidence;
    var found = live.marks;
    var now = live.now;
    var started = now !== undefined;
    var next;
    if (event.key === "Escape") {
      leave(chart);
      return;
    }
    if (event.key === "Home") next = 0;
    else if (event.key === "End") next = found.length - 1;
    else if (/^Arrow/.test(event.key) && !started) next = 0;
    else if (event.key === "ArrowRight") next = Math.min(now + 1, found.length - 1);
    else if (event.key === "ArrowLeft") next = Math.max(now - 1, 0);
    else if (event.key === "ArrowDown") next = beside(found, now, 1);
    else if (event.key === "ArrowUp") next = beside(found, now, -1);
    else return;
    event.preventDefault();
    show(chart, next);
  }

  function show(chart, index) {
    leave(chart);
    var live = chart.evidence;
    var entry = live.marks[index];
    var centre = place(entry);
    var middle = window.innerHeight / 2;
    if (centre.y < 0 || centre.y > window.innerHeight) {
      window.scrollBy({ top: centre.y - middle, behavior: "instant" });
      centre = place(entry);
    }
    live.now = index;
    live.rings = rings(entry);
    live.tooltip({ clientX: centre.x, clientY: centre.y }, entry.item, entry.item.tooltip);
    chart.classList.add("evidence-reading");
    chart.querySelector(".evidence-readout").textContent =
      entry.words + " (" + (index + 1) + " of " + live.marks.length + ")";
  }

  /* Leave the marks; the chart keeps the focus, and the next arrow begins at the first. */
  function leave(chart) {
    var live = chart.evidence;
    if (!live || live.now === undefined) return;
    delete live.now;
    live.rings.forEach(function (ring) {
      ring.remove();
    });
    live.tooltip({}, null, null);
    chart.classList.remove("evidence-reading");
    chart.querySelector(".evidence-readout").textContent = "";
  }

  /* What hovers goes with Escape too, wherever the focus is. */
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    var tooltip = document.getElementById("vg-tooltip-element");
    if (tooltip) tooltip.classList.remove("visible");
  });

  evidence.marks = {
    all: marks, leave: leave, reachable: reachable, unreachable: unreachable
  };
})();

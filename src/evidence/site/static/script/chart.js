/* A chart becomes interactive when it scrolls into view, once the reader has done anything. */
(function () {
  "use strict";

  var phone = window.matchMedia("(max-width: 599.98px)");

  /* Put shared datasets back in their places; everything else is copied as it is. */
  function filled(value) {
    if (Array.isArray(value)) return value.map(filled);
    if (value === null || typeof value !== "object") return value;
    if (typeof value.$evidence === "string") {
      return JSON.parse(JSON.stringify(window.evidenceData[value.$evidence]));
    }
    var made = {};
    Object.keys(value).forEach(function (key) {
      made[key] = filled(value[key]);
    });
    return made;
  }

  /* Replace or add the value at each JSON pointer, as evidence.figures.figure.redraw does. */
  function redrawn(spec, overrides) {
    Object.keys(overrides).forEach(function (pointer) {
      var steps = pointer.slice(1).split("/").map(function (step) {
        return step.replace(/~1/g, "/").replace(/~0/g, "~");
      });
      var last = steps.pop();
      var target = steps.reduce(function (parent, step) {
        return parent[step];
      }, spec);
      target[last] = overrides[pointer];
    });
    return spec;
  }

  /* A chart holds its data: whatever asks for an address is refused. */
  function refuse(address) {
    return Promise.reject(new Error("charts hold their data: " + address));
  }

  function draw(chart) {
    var live = document.createElement("div");
    live.className = "evidence-live";
    var figure;
    return Promise.all([
      evidence.load(evidence.root + "evidence-vega.js"),
      evidence.load(new URL(chart.dataset.specs, document.baseURI).href),
      document.fonts.load('400 12px "Evidence Sans"'),
      document.fonts.load('700 12px "Evidence Sans"')
    ])
      .then(function () {
        figure = window.evidenceFigures.filter(function (candidate) {
          return candidate.id === chart.dataset.figure;
        })[0];
        return Promise.all(
          figure.data.map(function (digest) {
            return evidence.load(evidence.root + "figures/data-" + digest + ".js");
          })
        );
      })
      .then(function () {
        var narrow = phone.matches;
        var spec = redrawn(filled(figure.spec), narrow ? filled(figure.narrow) : {});
        chart.appendChild(live);
        return window.vegaEmbed(live, spec, {
          actions: false,
          ast: false,
          defaultStyle: false,
          loader: { load: refuse, sanitize: refuse, http: refuse, file: refuse },
          mode: "vega-lite",
          renderer: "svg"
        }).then(function (result) {
          name(chart, live, narrow);
          retire(chart);
          chart.evidence = {
            narrow: narrow,
            live: live,
            finalize: result.finalize,
            marks: evidence.marks.all(result.view),
            tooltip: function (event, item, value) {
              result.view.tooltip()(null, event, item, value);
            }
          };
          if (!chart.evidence.marks.length) evidence.marks.unreachable(chart);
          chart.classList.add("evidence-drawn");
        });
      })
      .catch(function (error) {
        live.remove();
        if (!chart.evidence) evidence.marks.unreachable(chart);
        console.warn("The still picture stays: " + error.message);
      });
  }

  /* The live chart takes the name of the picture whose place it takes. */
  function name(chart, live, narrow) {
    var picture = chart.querySelector(narrow ? ".evidence-narrow svg" : ".evidence-wide svg");
    var svg = live.querySelector("svg");
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", picture.querySelector("title").textContent + ". " +
      picture.querySelector("desc").textContent);
  }

  function retire(chart) {
    if (!chart.evidence) return;
    evidence.marks.leave(chart);
    chart.evidence.finalize();
    chart.evidence.live.remove();
    delete chart.evidence;
  }

  function charts() {
    var all = Array.prototype.slice.call(document.querySelectorAll(".evidence-chart"));
    if (!all.length || !window.IntersectionObserver) return;
    var seen = new IntersectionObserver(
      function (entries) {
        entries.forEach(function (entry) {
          if (!entry.isIntersecting) return;
          seen.unobserve(entry.target);
          draw(entry.target);
        });
      },
      { rootMargin: "200px 0px" }
    );
    all.forEach(function (chart) {
      evidence.marks.reachable(chart);
      seen.observe(chart);
    });
    phone.addEventListener("change", function () {
      all.forEach(function (chart) {
        if (chart.evidence && chart.evidence.narrow !== phone.matches) draw(chart);
      });
    });
  }

  evidence.touched(charts);
})();

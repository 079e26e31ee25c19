/* One search box finds words, wards and figures. Its index is loaded when the box is first used,
   as a classic script. Text is put into the page as text, never as HTML. */
(function () {
  "use strict";

  var SHOWN = 8;
  var KINDS = {
    page: "Chapter",
    section: "Section",
    term: "Glossary",
    figure: "Figure",
    table: "Table",
    finding: "Finding"
  };

  /* Words in lower case without accents, so that "Ty" finds "Tŷ". */
  function words(text) {
    return text
      .normalize("NFD")
      .replace(/[\u0300-\u036f]/g, "")
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .filter(Boolean);
  }

  /* 2 where one of the words is the sought one, 1 where one begins with it, 0 for none. */
  function hit(sought, among) {
    var best = 0;
    for (var index = 0; index < among.length; index += 1) {
      if (among[index] === sought) return 2;
      if (among[index].indexOf(sought) === 0) best = 1;
    }
    return best;
  }

  function every(sought, among) {
    return sought.every(function (word) {
      return hit(word, among) > 0;
    });
  }

  /* What is compared is prepared once. */
  function prepared(index) {
    return index.entries.map(function (row) {
      var names = row[5] || [];
      return {
        page: index.pages[row[0]],
        kind: row[1],
        anchor: row[2],
        title: row[3],
        id: row[4],
        idWords: words(row[4]),
        titleWords: words(row[3]),
        names: names,
        nameWords: names.map(words),
        textWords: words(row[6] || "")
      };
    });
  }

  /* How well an entry answers; 0 where a sought word is missing. */
  function score(entry, sought) {
    var allNames = [].concat.apply([], entry.nameWords);
    var total = 0;
    for (var index = 0; index < sought.length; index += 1) {
      var best = Math.max(
        5 * hit(sought[index], entry.titleWords),
        4 * hit(sought[index], allNames),
        3 * hit(sought[index], entry.idWords),
        hit(sought[index], entry.textWords)
      );
      if (!best) return 0;
      total += best;
    }
    total /= sought.length;
    if (entry.idWords.join(" ") === sought.join(" ")) total += 100;
    if (entry.kind === "page" || entry.kind === "term") total += 3;
    if (entry.kind === "figure") total += 2;
    return total;
  }

  /* The name of a table's row that was sought, such as a ward's: whole if it is there. */
  function rowFor(entry, sought) {
    var whole = sought.join(" ");
    var found = -1;
    for (var index = 0; index < entry.names.length; index += 1) {
      if (entry.nameWords[index].join(" ") === whole) return entry.names[index];
      if (found < 0 && every(sought, entry.nameWords[index])) found = index;
    }
    return found < 0 || every(sought, entry.titleWords) ? "" : entry.names[found];
  }

  function find(entries, query) {
    var sought = words(query);
    if (!sought.length) return [];
    return entries
      .map(function (entry, order) {
        return { entry: entry, order: order, score: score(entry, sought) };
      })
      .filter(function (candidate) {
        return candidate.score > 0;
      })
      .sort(function (one, other) {
        return other.score - one.score || one.order - other.order;
      })
      .map(function (candidate) {
        return { entry: candidate.entry, row: rowFor(candidate.entry, sought) };
      });
  }

  function element(name, text, kind) {
    var made = document.createElement(name);
    if (text) made.textContent = text;
    if (kind) made.className = kind;
    return made;
  }

  function address(root, found) {
    var row = found.row ? "?row=" + encodeURIComponent(found.row) : "";
    var anchor = found.entry.anchor ? "#" + encodeURIComponent(found.entry.anchor) : "";
    return root + found.entry.page[1] + row + anchor;
  }

  function list(root, results) {
    var made = element("ol");
    results.forEach(function (found) {
      var item = element("li");
      var link = element("a", found.entry.title);
      link.href = address(root, found);
      item.appendChild(link);
      var place = [KINDS[found.entry.kind]];
      if (found.entry.kind !== "page") place.push(found.entry.page[0]);
      if (found.row) place.push("in its table: " + found.row);
      if (found.entry.kind === "figure") place.push(found.entry.id);
      item.appendChild(element("span", place.join(" · "), "evidence-result-place"));
      made.appendChild(item);
    });
    return made;
  }

  function counted(number) {
    return number === 0 ? "Nothing found" : number + (number === 1 ? " result" : " results");
  }

  function box(form) {
    var input = form.querySelector("input");
    var root = form.dataset.root;
    var entries = null;
    var panel = element("div", "", "evidence-results");
    var status = element("p");
    panel.hidden = true;
    status.setAttribute("role", "status");
    panel.appendChild(status);
    form.appendChild(panel);

    function load() {
      return evidence
        .load(new URL(form.dataset.index, document.baseURI).href)
        .then(function () {
          entries = entries || prepared(window.evidenceIndex);
          return entries;
        });
    }

    function shut() {
      panel.hidden = true;
    }

    function show() {
      var query = input.value.trim();
      if (!query) return shut();
      return load().then(function (known) {
        if (input.value.trim() !== query) return;
        var results = find(known, query);
        panel.querySelectorAll("ol, a.evidence-more").forEach(function (old) {
          old.remove();
        });
        status.textContent = counted(results.length);
        if (results.length) panel.appendChild(list(root, results.slice(0, SHOWN)));
        if (results.length > SHOWN) {
          var more = element("a", "All " + results.length + " results", "evidence-more");
          more.href = form.action + "?q=" + encodeURIComponent(query);
          panel.appendChild(more);
        }
        panel.hidden = false;
      });
    }

    function move(step) {
      var stops = [input].concat(Array.prototype.slice.call(panel.querySelectorAll("a")));
      var at = stops.indexOf(document.activeElement);
      if (at < 0) return;
      stops[Math.min(Math.max(at + step, 0), stops.length - 1)].focus();
    }

    document.addEventListener("keydown", function (event) {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      input.focus();
      input.select();
    });
    input.addEventListener("focus", load);
    input.addEventListener("input", show);
    form.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && !panel.hidden) {
        event.preventDefault();
        shut();
        input.focus();
      } else if (!panel.hidden && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
        event.preventDefault();
        move(event.key === "ArrowDown" ? 1 : -1);
      }
    });
    panel.addEventListener("click", function (event) {
      if (event.target.closest("a")) shut();
    });
    document.addEventListener("click", function (event) {
      if (!form.contains(event.target)) shut();
    });
    document.addEventListener("focusin", function (event) {
      if (!form.contains(event.target)) shut();
    });
    return load;
  }

  /* The page of results. */
  function fill(found, form, load) {
    var query = (new URLSearchParams(location.search).get("q") || "").trim();
    form.querySelector("input").value = query;
    if (!query) {
      found.appendChild(element("p", "Type a word, a ward or a figure into the box above."));
      return;
    }
    load().then(function (known) {
      var results = find(known, query);
      found.appendChild(element("p", counted(results.length) + " for “" + query + "”"));
      if (results.length) found.appendChild(list(form.dataset.root, results));
    });
  }

  /* A result that names a row leads to the figure with its table open at that row. */
  function openRow() {
    var sought = new URLSearchParams(location.search).get("row");
    var target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!sought || !target) return;
    var rows = Array.prototype.slice.call(target.querySelectorAll("tbody tr"));
    var row = rows.filter(function (candidate) {
      return Array.prototype.some.call(candidate.cells, function (cell) {
        return cell.textContent === sought;
      });
    })[0];
    if (!row) return;
    var fold = row.closest("details");
    if (fold) fold.open = true;
    row.classList.add("evidence-row-found");
    var scroll = row.closest(".evidence-scroll");
    if (scroll) scroll.scrollTop = row.offsetTop - scroll.clientHeight / 2;
    target.scrollIntoView();
  }

  evidence.ready(function () {
    var form = document.querySelector(".evidence-search");
    if (!form) return;
    var load = box(form);
    var found = document.querySelector(".evidence-found");
    if (found) fill(found, form, load);
    openRow();
  });
})();

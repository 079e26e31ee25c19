/* An edition never changes; what a page of it says of other editions stands in editions.js, at the
   root of the site, outside all of them. A page that is read elsewhere asks for nothing. */
(function () {
  "use strict";

  var ADDRESSED = /^(figure|claim|listing)-/;
  var WORDS = { figure: "figure", claim: "finding", listing: "table" };

  /* What an address names within a page; nothing for an address that is none. */
  function anchor(hash) {
    try {
      return decodeURIComponent(hash.replace(/^#/, ""));
    } catch (error) {
      return "";
    }
  }

  function own(object, name) {
    return Object.prototype.hasOwnProperty.call(object, name) ? object[name] : undefined;
  }

  function edition(data, name) {
    return data.editions.filter(function (item) {
      return item.name === name;
    })[0];
  }

  function has(list, item) {
    return !!list && list.indexOf(item) >= 0;
  }

  /* Where a page, or what has an address in it, stands in the newest edition: an address from the
     root of the site, and how that is to be put. */
  function latest(data, page, hash) {
    var newest = edition(data, data.latest);
    if (!newest) return null;
    var folder = "e/" + newest.name + "/";
    var name = anchor(hash);
    var kind = (ADDRESSED.exec(name) || [])[1];
    if (kind) {
      var what = WORDS[kind];
      var replaced = own(data.replaced, name);
      if (replaced) {
        name = replaced;
        hash = "#" + replaced;
      }
      var pages = Object.keys(data.addresses).filter(function (other) {
        return has(data.addresses[other], name);
      });
      var same = has(pages, page)
        ? page
        : pages.filter(function (other) {
            return other !== newest.first;
          })[0] || pages[0];
      if (same)
        return { to: folder + same + hash, found: what, replaced: !!replaced, newest: newest };
      var since = own(data.withdrawn, name);
      if (since)
        return { to: "withdrawn/" + name + ".html", gone: what, since: since, newest: newest };
      return { to: folder + (has(newest.pages, page) ? page : newest.first), absent: what,
        newest: newest };
    }
    if (has(newest.pages, page))
      return { to: folder + page + hash, found: "page", newest: newest };
    return { to: folder + newest.first, absent: "page", newest: newest };
  }

  function made(name, words, kind) {
    var element = document.createElement(name);
    element.textContent = words;
    if (kind) element.className = kind;
    return element;
  }

  function link(words, address) {
    var element = made("a", words);
    element.href = address;
    return element;
  }

  /* The name of the edition in the header unfolds to a list of all. */
  function switcher(site, data, here) {
    var plain = document.querySelector("a.evidence-edition");
    if (!plain) return;
    var menu = document.createElement("details");
    menu.className = "evidence-switcher";
    var summary = made("summary", here.title, "evidence-edition");
    summary.appendChild(made("span", ": choose an edition", "evidence-unseen"));
    var list = document.createElement("ul");
    data.editions.forEach(function (item) {
      var there = has(item.pages, here.page);
      var entry = link(item.title + (item.name === data.latest ? " (newest)" : ""), "");
      function lead() {
        var page = there ? here.page + location.hash : item.first;
        entry.href = site + "e/" + item.name + "/" + page;
      }
      lead();
      window.addEventListener("hashchange", lead);
      if (item.name === here.name) entry.setAttribute("aria-current", "true");
      var row = document.createElement("li");
      row.appendChild(entry);
      if (!there) row.appendChild(made("span", "without this page", "evidence-switcher-note"));
      list.appendChild(row);
    });
    var all = document.createElement("li");
    all.appendChild(link("All editions", plain.href));
    list.appendChild(all);
    menu.appendChild(summary);
    menu.appendChild(list);
    menu.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      summary.focus();
    });
    document.addEventListener("click", function (event) {
      if (!menu.contains(event.target)) menu.open = false;
    });
    plain.replaceWith(menu);
  }

  /* A page that is not of the newest edition says so, and leads to the same place there. */
  function banner(site, data, here) {
    if (!data.latest || here.name === data.latest) return;
    var bar = document.querySelector(".evidence-banner");
    if (!bar) {
      bar = document.createElement("aside");
      bar.className = "evidence-banner";
      bar.setAttribute("aria-label", "About this edition");
      bar.appendChild(made("p", here.title + " has been superseded."));
      document.querySelector(".evidence-header").after(bar);
    }
    var way = made("p", "", "evidence-banner-way");
    bar.appendChild(way);
    function say() {
      var found = latest(data, here.page, location.hash);
      var title = found.newest.title;
      title = title.charAt(0).toLowerCase() + title.slice(1);
      way.textContent = "";
      if (found.gone) {
        way.append("This " + found.gone + " was withdrawn in edition " + found.since + ". ");
        way.append(link("What was withdrawn", site + found.to), ".");
      } else if (found.absent) {
        way.append("This " + found.absent + " is not in " + title + ". ");
        way.append(link("Go to " + title, site + found.to), ".");
      } else {
        var words = found.replaced ? "what took the place of this " : "this ";
        way.append(link("See " + words + found.found + " in " + title, site + found.to), ".");
      }
    }
    say();
    window.addEventListener("hashchange", say);
  }

  evidence.editions = { latest: latest };

  var name = document.documentElement.dataset.edition;
  var folder = "e/" + name + "/";
  var below = folder + "_static/";
  if (!name || evidence.root.slice(-below.length - 1) !== "/" + below) return;
  var site = evidence.root.slice(0, -below.length);
  var address = location.href.replace(/[?#].*$/, "");
  var page = address.slice((site + folder).length);
  evidence.load(site + "editions.js").then(
    function () {
      var data = window.evidenceEditions;
      evidence.ready(function () {
        var found = edition(data, name);
        if (!found) return;
        var here = { name: name, title: found.title, page: page || "index.html" };
        switcher(site, data, here);
        banner(site, data, here);
      });
    },
    function () {
      /* A copy of one edition without the site around it: the plain link stays. */
    }
  );
})();

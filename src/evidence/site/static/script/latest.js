/* What is asked for in the newest edition is where it stands today, or where it says that it was
   withdrawn. Only the pages below latest/ load this. */
(function () {
  "use strict";

  var asked = document.documentElement.dataset;
  var data = window.evidenceEditions;
  var found = data && evidence.editions.latest(data, asked.page, location.hash);
  // A page that is no longer there says so, unless what was asked for on it is somewhere else.
  if (!found || (asked.gone && found.absent)) return;
  location.replace(evidence.root.replace(/_static\/$/, "") + found.to);
})();

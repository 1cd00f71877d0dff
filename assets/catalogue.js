// The catalogue of measures: shows those that hold every word searched for; the address keeps the search.
(function () {
  "use strict";

  function field() {
    return document.querySelector("input.catalogue-search, .catalogue-search input");
  }

  function plain(text) {
    return text.toLowerCase().replace(/\s+/g, " ").trim();
  }

  function show(text) {
    var wanted = plain(text).split(" ").filter(Boolean);
    var shown = 0;
    document.querySelectorAll(".catalogue .topic").forEach(function (topic) {
      var left = 0;
      topic.querySelectorAll("details").forEach(function (one) {
        var has = plain(one.textContent);
        one.hidden = !wanted.every(function (word) { return has.indexOf(word) >= 0; });
        left += one.hidden ? 0 : 1;
      });
      topic.hidden = !left;
      shown += left;
    });
    var found = document.querySelector(".found");
    // The text is of React's making: its text node is changed, never replaced.
    if (found && found.firstChild) found.firstChild.nodeValue = found.dataset.pattern.replace("{n}", String(shown));
    document.querySelector(".nothing-found").hidden = shown > 0;
  }

  function keep(text) {
    var query = new URLSearchParams(window.location.search);
    if (text) query.set("q", text);
    else query.delete("q");
    var rest = query.toString();
    window.history.replaceState(window.history.state, "", window.location.pathname + (rest ? "?" + rest : "") + window.location.hash);
    window.vertaispeiliFrame.follow();
  }

  function onInput(event) {
    if (event.target !== field()) return;
    show(event.target.value);
    keep(event.target.value.trim().slice(0, 100));
  }

  // What an address points at is shown whatever is searched for.
  function open() {
    var name = decodeURIComponent(window.location.hash.slice(1));
    var target = name && document.getElementById(name);
    if (!target) return;
    if (target.tagName === "DETAILS") {
      target.hidden = false;
      if (target.parentElement) target.parentElement.hidden = false;
      target.open = true;
    }
    target.scrollIntoView();
  }

  function arrived() {
    var search = field();
    if (search && search.value) {
      show(search.value);
      open();
    }
    document.querySelectorAll(".origin").forEach(function (place) { place.textContent = window.location.origin; });
  }

  document.addEventListener("input", onInput);
  window.addEventListener("hashchange", open);
  window.vertaispeiliCatalogue = { arrived: arrived };
})();

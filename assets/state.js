// The address is the state: controls write it, controls and results read it.
(function () {
  "use strict";
  var client = (window.dash_clientside = window.dash_clientside || {});

  function placeOf(pathname) {
    var parts = pathname.split("/");
    return parts[1] + "/" + (parts[2] || "");
  }

  function same(one, other) {
    return JSON.stringify(one) === JSON.stringify(other);
  }

  // A control named "weight:population" holds one of several numbers under one name: weight=population:2.
  function keyOf(name) {
    var at = name.indexOf(":");
    return at < 0 ? null : { name: name.slice(0, at), start: name.slice(at + 1) + ":" };
  }

  // What a control should show for the present address.
  function fromAddress(id, defaults) {
    var name = id.control;
    var fallback = defaults[name] === undefined ? null : defaults[name];
    var key = keyOf(name);
    if (key) {
      var named = new URLSearchParams(window.location.search).getAll(key.name).filter(function (one) { return one.indexOf(key.start) === 0; });
      return named.length ? Number(named[named.length - 1].slice(key.start.length)) : fallback;
    }
    if (id.place === "path") {
      var last = window.location.pathname.split("/")[3];
      return last ? decodeURIComponent(last) : fallback;
    }
    var given = new URLSearchParams(window.location.search).getAll(name);
    if (!given.length) return fallback;
    return Array.isArray(fallback) ? given.filter(function (one, at) { return given.indexOf(one) === at; }) : given[given.length - 1];
  }

  function addressOf(ids, values, defaults) {
    var language = window.location.pathname.split("/")[1];
    // What no control says, such as the order of a table, stays as it is.
    var query = new URLSearchParams(window.location.search);
    ids.forEach(function (id) { query.delete(id.control); });
    var path = null;
    var asked = false;
    ids.forEach(function (id, at) {
      var value = values[at];
      var key = keyOf(id.control);
      if (id.place === "path") { path = value; return; }
      asked = true;
      if (key) { if (typeof value === "number" && value !== defaults[id.control]) query.append(key.name, key.start + value); }
      else if (Array.isArray(value)) value.forEach(function (one) { query.append(id.control, one); });
      else if (value && (id.control === "indicator" || value !== defaults[id.control])) query.append(id.control, value);
    });
    var text = asked ? (query.toString() ? "?" + query.toString() : "") : window.location.search;
    // An area that is chosen at the start, where there is no page yet, is shown in its situation.
    var page = defaults.place.split("/")[1] || "situation";
    return (path ? "/" + language + "/" + page + "/" + encodeURIComponent(path) : window.location.pathname) + text;
  }

  function isHere(defaults) {
    return Boolean(defaults) && defaults.place === placeOf(window.location.pathname);
  }

  function place(pathname, current) {
    var next = placeOf(pathname || "/");
    return next === current ? client.no_update : next;
  }

  function read(href, defaults, ids, values) {
    return ids.map(function (id, at) {
      if (!isHere(defaults)) return client.no_update;
      var wanted = fromAddress(id, defaults);
      return same(wanted, values[at]) ? client.no_update : wanted;
    });
  }

  function write(values, ids, defaults) {
    if (!isHere(defaults)) return;
    var changed = ids.some(function (id, at) {
      return !same(fromAddress(id, defaults), values[at]) && (id.place !== "path" || values[at]);
    });
    if (!changed) return;
    var next = addressOf(ids, values, defaults);
    if (next === window.location.pathname + window.location.search) restore(ids, defaults);
    else {
      if (placeOf(next.split("?")[0]) !== defaults.place) window.vertaispeiliFrame.focusNext = true;
      window.vertaispeiliFrame.go(next);
    }
  }

  // An emptied choice that the address cannot say goes back to what the page shows.
  function restore(ids, defaults) {
    ids.forEach(function (id) { client.set_props(id, { value: fromAddress(id, defaults) }); });
  }

  // New results are on the page: title, menu, what a screen reader hears, and the focus if a link brought us here.
  function arrived() {
    window.requestAnimationFrame(function () {
      window.setTimeout(function () {
        var page = document.querySelector("#results [data-title]");
        var heading = document.querySelector("main h1");
        if (page) document.title = page.dataset.title;
        window.vertaispeiliFrame.follow();
        window.vertaispeiliCatalogue.arrived();
        var headline = document.getElementById("headline");
        window.vertaispeiliFrame.announce(((heading && heading.textContent) || "") + (headline ? ". " + headline.textContent : ""));
        if (window.vertaispeiliFrame.focusNext) {
          window.vertaispeiliFrame.focusNext = false;
          window.scrollTo(0, 0);
          if (heading) heading.focus({ preventScroll: true });
        }
        var stay = window.vertaispeiliFrame.stay;
        window.vertaispeiliFrame.stay = null;
        var same = stay && document.querySelector('[data-stay="' + stay + '"]');
        if (same) same.focus({ preventScroll: true });
        var target = window.location.hash && document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
        if (target) { target.open = true; target.scrollIntoView(); }
      }, 0);
    });
  }

  // Search by any name or code: the start of a word first, then anywhere; accents count, capitals do not.
  function filterAreas(given) {
    var search = given.search.trim().toLowerCase();
    if (!search) return window.vertaispeiliRecent.first(given.options);
    function score(option) {
      var text = ((option.names || "") + " " + option.label).toLowerCase();
      if (text.indexOf(search) === 0) return 0;
      if (text.indexOf(" " + search) >= 0) return 1;
      return text.indexOf(search) >= 0 ? 2 : 3;
    }
    return given.options
      .map(function (group) {
        var items = group.items || [group];
        var found = items.filter(function (option) { return score(option) < 3; });
        found.sort(function (one, other) { return score(one) - score(other); });
        return group.items ? Object.assign({}, group, { items: found }) : found[0];
      })
      .filter(function (group) { return group && (!group.items || group.items.length); });
  }

  client.vertaispeili = Object.assign(client.vertaispeili || {}, { place: place, read: read, write: write, arrived: arrived });
  window.dashMantineFunctions = Object.assign(window.dashMantineFunctions || {}, { vertaispeili: { filterAreas: filterAreas } });
})();

// The last five areas looked at, kept in this browser alone: they come first when an area is chosen.
(function () {
  "use strict";
  var KEY = "vertaispeili:areas";
  var MOST = 5;

  // A browser may refuse to remember anything: then there is simply nothing to show.
  function known() {
    try {
      var kept = JSON.parse(window.localStorage.getItem(KEY));
      return Array.isArray(kept) ? kept.filter(function (one) { return typeof one === "string"; }).slice(0, MOST) : [];
    } catch (error) {
      return [];
    }
  }

  function remember(area) {
    if (!area) return;
    var kept = [area].concat(known().filter(function (one) { return one !== area; })).slice(0, MOST);
    try {
      window.localStorage.setItem(KEY, JSON.stringify(kept));
    } catch (error) {
      return;
    }
  }

  // Options with those areas in a group of their own; an option is never in two groups.
  function first(options) {
    var recent = known();
    var found = {};
    var rest = options.map(function (group) {
      if (!group.items) return group;
      var items = group.items.filter(function (option) {
        if (recent.indexOf(option.value) < 0) return true;
        found[option.value] = option;
        return false;
      });
      return Object.assign({}, group, { items: items });
    });
    var items = recent.filter(function (area) { return found[area]; }).map(function (area) { return found[area]; });
    if (!items.length) return options;
    var title = document.getElementById("main").dataset.recent;
    return [{ group: title, items: items }].concat(rest.filter(function (group) { return !group.items || group.items.length; }));
  }

  window.vertaispeiliRecent = { first: first, remember: remember };
})();

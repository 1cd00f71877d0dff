// Figures come with names of colours ("@accent"); here the page's theme gives them their values.
(function () {
  "use strict";
  var client = (window.dash_clientside = window.dash_clientside || {});
  var GRAPH = "compare-graph";
  var NARROW = 640;
  var last = null;

  function coloured(value, style) {
    if (typeof value === "string" && value.charAt(0) === "@") return style.getPropertyValue("--" + value.slice(1)).trim();
    if (Array.isArray(value)) return value.map(function (one) { return coloured(one, style); });
    if (value && typeof value === "object") {
      var made = {};
      Object.keys(value).forEach(function (key) { made[key] = coloured(value[key], style); });
      return made;
    }
    return value;
  }

  // On a narrow page names beside the lines leave no room for the lines: they go into a legend under them.
  function narrowed(figure) {
    var layout = figure.layout;
    if (!layout.meta || window.innerWidth >= NARROW) return figure;
    layout.annotations = layout.annotations.filter(function (one) { return one.name !== "label"; });
    layout.annotations.forEach(function (one) {
      if (one.name === "break" && one.text.length > 24) one.text = one.text.slice(0, 23).trim() + "…";
    });
    layout.margin.r = 8;
    layout.showlegend = true;
    layout.legend = { orientation: "h", x: 0, y: -0.12, yanchor: "top", font: { size: 13 } };
    return figure;
  }

  function paint(figure) {
    last = figure;
    if (!figure) return client.no_update;
    return narrowed(coloured(figure, window.getComputedStyle(document.documentElement)));
  }

  function repaint() {
    if (last && document.getElementById(GRAPH)) client.set_props(GRAPH, { figure: paint(last) });
  }

  window.addEventListener("vertaispeili:theme", repaint);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
  client.vertaispeili = Object.assign(client.vertaispeili || {}, { paint: paint });
})();

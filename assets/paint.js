// Figures come with names of colours ("@accent"); here the page's theme gives them their values.
(function () {
  "use strict";
  var client = (window.dash_clientside = window.dash_clientside || {});
  var NARROW = 640;
  var NARROW_PLOT = 420;
  var shown = {};

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

  function idOf(name) {
    return { part: "graph", plot: name };
  }

  // Dash writes the parts of an id in the order of their names.
  function boxOf(name) {
    return document.getElementById(JSON.stringify(idOf(name)));
  }

  // On a narrow page names beside the lines leave no room for the lines: they go into a legend under them.
  function narrowed(figure, name) {
    var layout = figure.layout;
    var box = boxOf(name);
    var isNarrow = window.innerWidth < NARROW || (box && box.clientWidth > 0 && box.clientWidth < NARROW_PLOT);
    if (isNarrow) layout.annotations.forEach(function (one) { if (one.short) one.text = one.short; });
    if (!layout.meta.label_names || !isNarrow) return figure;
    layout.annotations = layout.annotations.filter(function (one) { return one.name !== "label"; });
    layout.annotations.forEach(function (one) {
      if (one.name === "break" && one.text.length > 24) one.text = one.text.slice(0, 23).trim() + "…";
    });
    layout.margin.r = 8;
    layout.showlegend = layout.meta.label_names.length > 1;
    layout.legend = { orientation: "h", x: 0, y: -0.12, yanchor: "top", font: { size: 13 } };
    return figure;
  }

  function drawn(figure) {
    return narrowed(coloured(figure, window.getComputedStyle(document.documentElement)), figure.layout.meta.plot);
  }

  function paint(text) {
    if (!text) return client.no_update;
    var figure = JSON.parse(text);
    shown[figure.layout.meta.plot] = figure;
    return drawn(figure);
  }

  function repaint() {
    Object.keys(shown).forEach(function (name) {
      if (boxOf(name)) client.set_props(idOf(name), { figure: drawn(shown[name]) });
      else delete shown[name];
    });
  }

  window.addEventListener("vertaispeili:theme", repaint);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
  window.vertaispeiliPaint = { boxOf: boxOf };
  client.vertaispeili = Object.assign(client.vertaispeili || {}, { paint: paint });
})();

// Figures come with names of colours ("@accent"); here the page's theme gives them their values.
(function () {
  "use strict";
  var client = (window.dash_clientside = window.dash_clientside || {});
  var NARROW = 640;
  var NARROW_PLOT = 420;
  // Pixels, rather too much than too little: a letter of 13 and of 12, the numbers of an axis.
  var LETTER = 7.2;
  var SMALL_LETTER = 6.7;
  var AXIS = 50;
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

  // A figure stands beside its mark, in its short form where the long one has no room.
  function shorten(layout, width, isNarrow) {
    var range = layout.xaxis && layout.xaxis.range;
    layout.annotations.forEach(function (one) {
      if (!one.short) return;
      var isAfter = range && one.xanchor === "left";
      var room = isAfter ? (width * (range[1] - one.x)) / (range[1] - range[0]) - (one.xshift || 0) : width;
      if (isNarrow || one.text.length * LETTER > room) one.text = one.short;
    });
  }

  // On a narrow page names beside the lines leave no room for the lines: they go into a legend under them.
  function withLegend(layout) {
    layout.annotations = layout.annotations.filter(function (one) { return one.name !== "label"; });
    layout.margin.r = 8;
    layout.showlegend = layout.meta.label_names.length > 1;
    layout.legend = { orientation: "h", x: 0, y: -0.12, yanchor: "top", font: { size: 13 } };
  }

  // The name of a break stands before its line, after it where there is more room, and is cut where neither is enough.
  function placeBreaks(layout, width) {
    var range = ((layout.xaxis && layout.xaxis.range) || []).map(Date.parse);
    layout.annotations.forEach(function (one) {
      if (one.name !== "break" || one.xanchor !== "right" || range.length < 2) return;
      var plot = width - AXIS - layout.margin.r;
      var before = (plot * (Date.parse(one.x) - range[0])) / (range[1] - range[0]);
      var after = width - AXIS - before - 8;
      if (one.text.length * SMALL_LETTER <= before) return;
      if (after > before) one.xanchor = "left";
      var letters = Math.floor(Math.max(before, after) / SMALL_LETTER);
      if (one.text.length > letters) one.text = one.text.slice(0, letters - 1).trim() + "…";
    });
  }

  function fitted(figure) {
    var layout = figure.layout;
    var box = boxOf(layout.meta.plot);
    var width = (box && box.clientWidth) || window.innerWidth;
    var isNarrow = window.innerWidth < NARROW || width < NARROW_PLOT;
    shorten(layout, width, isNarrow);
    if (isNarrow && layout.meta.label_names) withLegend(layout);
    placeBreaks(layout, width);
    return figure;
  }

  function drawn(figure) {
    return fitted(coloured(figure, window.getComputedStyle(document.documentElement)));
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

  // What has room changes with the width: when a phone is turned, not when its bars come and go.
  var width = window.innerWidth;
  var waiting;
  window.addEventListener("resize", function () {
    if (window.innerWidth === width) return;
    width = window.innerWidth;
    window.clearTimeout(waiting);
    waiting = window.setTimeout(repaint, 100);
  });
  window.addEventListener("vertaispeili:theme", repaint);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
  window.vertaispeiliPaint = { boxOf: boxOf };
  client.vertaispeili = Object.assign(client.vertaispeili || {}, { paint: paint });
})();

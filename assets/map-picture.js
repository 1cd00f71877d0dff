// The map as a picture of its own: title, drawing, classes, source and the mark of sample data.
(function () {
  "use strict";
  var SVG = "http://www.w3.org/2000/svg";
  var WIDTH = 1000;
  var SIDE = 330;
  var KEPT = ["fill", "stroke", "stroke-width", "stroke-linejoin", "stroke-dasharray", "stroke-linecap", "opacity", "font-size", "font-weight", "paint-order", "vector-effect"];

  function colour(name) {
    return window.getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
  }

  function lines(text, most) {
    var made = [""];
    String(text || "").split(" ").forEach(function (word) {
      var last = made.length - 1;
      if (made[last] && (made[last] + " " + word).length > most) made.push(word);
      else made[last] = made[last] ? made[last] + " " + word : word;
    });
    return made.filter(Boolean);
  }

  // A picture has no style sheet: every part takes its colours along.
  function styled(source, copy) {
    var style = window.getComputedStyle(source);
    if (source.nodeType === 1 && /^(path|rect|text)$/.test(source.tagName)) {
      copy.setAttribute("style", KEPT.map(function (name) { return name + ":" + style.getPropertyValue(name); }).join(";").replace(/url\("?[^#]*#([\w-]+)"?\)/g, "url(#$1)"));
    }
    for (var at = 0; at < source.children.length; at += 1) styled(source.children[at], copy.children[at]);
  }

  function add(parent, name, attributes, text) {
    var node = document.createElementNS(SVG, name);
    Object.keys(attributes).forEach(function (key) { node.setAttribute(key, attributes[key]); });
    if (text !== undefined) node.textContent = text;
    parent.appendChild(node);
    return node;
  }

  function written(parent, texts, at, size, fill, weight) {
    texts.forEach(function (text, line) {
      add(parent, "text", { x: at.x, y: at.y + line * size * 1.4, fill: fill, "font-size": size, "font-weight": weight || 400 }, text);
    });
    return at.y + texts.length * size * 1.4;
  }

  // A swatch has the scale of the drawing, so that its hatching is as dense as there.
  function swatch(parent, fill, y, scale, isOwn) {
    var box = { x: WIDTH - SIDE, y: y - 14, width: 30, height: 18 };
    if (fill) {
      var inner = add(parent, "svg", Object.assign({ viewBox: "0 0 " + 30 * scale + " " + 18 * scale }, box));
      add(inner, "rect", { width: 30 * scale, height: 18 * scale, fill: fill });
    }
    add(parent, "rect", Object.assign({ fill: "none", stroke: colour(isOwn ? "worse" : "tick"), "stroke-width": isOwn ? 3 : 1 }, box));
  }

  function legend(parent, said, top, scale) {
    var y = top;
    said.classes.slice().reverse().concat(said.others).forEach(function (entry) {
      var isOwn = entry[0] === "own";
      var isPattern = !isOwn && (entry[0] === "h" || entry[0].length > 1);
      var tones = { m: "map-none", x: "map-none" };
      var name = said.cut === "country" ? "map-d" + entry[0] : "map-" + entry[0];
      var fill = isPattern ? "url(#map-fill-" + entry[0] + ")" : colour(tones[entry[0]] || name);
      swatch(parent, isOwn ? "" : fill, y, scale, isOwn);
      y = written(parent, lines(entry[1], 36), { x: WIDTH - SIDE + 42, y: y }, 14, colour("text")) + 8;
    });
  }

  function compose() {
    var map = window.vertaispeiliMap.shown();
    var said = map.said;
    var period = map.numbers.periods[map.index][1];
    var svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("font-family", "system-ui, 'Segoe UI', Roboto, Arial, sans-serif");
    var back = add(svg, "rect", { width: WIDTH, fill: colour("surface") });
    var title = map.index === map.home ? said.title : said.words.playing.replace("{period}", period).replace("{figure}", map.numbers.country[map.index]);
    var y = written(svg, lines(title, 80), { x: 24, y: 40 }, 20, colour("text"), 650);
    y = written(svg, lines(said.under, 110), { x: 24, y: y + 2 }, 14, colour("quiet"));
    if (said.sample) y = written(svg, [said.sample.toUpperCase()], { x: 24, y: y + 2 }, 14, colour("sample"), 650);
    var height = Math.min(900, Math.round(((WIDTH - SIDE - 48) * map.box[1]) / map.box[0]));
    var copy = map.svg.cloneNode(true);
    styled(map.svg, copy);
    ["role", "tabindex", "aria-label", "aria-activedescendant"].forEach(function (name) { copy.removeAttribute(name); });
    copy.querySelectorAll(".map-here").forEach(function (node) { node.remove(); });
    copy.querySelectorAll("[role]").forEach(function (node) { node.removeAttribute("role"); node.removeAttribute("aria-selected"); });
    var place = { x: 24, y: y + 8, width: WIDTH - SIDE - 48, height: height };
    Object.keys(place).forEach(function (name) { copy.setAttribute(name, place[name]); });
    svg.appendChild(copy);
    legend(svg, said, y + 40, map.box[1] / height);
    var end = written(svg, lines(said.source + " · " + said.site, 120), { x: 24, y: y + height + 40 }, 13, colour("quiet"));
    back.setAttribute("height", end);
    Object.entries({ width: WIDTH, height: end, viewBox: "0 0 " + WIDTH + " " + end }).forEach(function (pair) { svg.setAttribute(pair[0], pair[1]); });
    return new window.XMLSerializer().serializeToString(svg);
  }

  function png(text, done) {
    var image = new window.Image();
    image.onload = function () {
      var canvas = document.createElement("canvas");
      canvas.width = image.width * 2;
      canvas.height = image.height * 2;
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob(done, "image/png");
    };
    image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(text);
  }

  // Gives the picture in a format to `done`, with the mark of sample data.
  function map(format, done) {
    var sample = window.vertaispeiliMap.shown().said.sample;
    var text = compose();
    if (format === "svg") done(new window.Blob([text], { type: "image/svg+xml" }), sample);
    else png(text, function (blob) { done(blob, sample); });
  }

  window.vertaispeiliPictures = Object.assign(window.vertaispeiliPictures || {}, { map: map });
})();

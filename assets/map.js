// The map: drawn from shapes, filled from numbers, played over time, walked by the arrow keys.
(function () {
  "use strict";
  var client = (window.dash_clientside = window.dash_clientside || {});
  var SVG = "http://www.w3.org/2000/svg";
  var MONTH = 400;
  var YEAR = 900;
  var SETTLED = 500;
  var fetched = {};
  var still = window.matchMedia("(prefers-reduced-motion: reduce)");
  var map = null;
  var timer = null;
  var settling = null;
  var focused = null;

  function get(address) {
    if (!fetched[address]) {
      fetched[address] = window.fetch(address).then(function (answer) {
        if (!answer.ok) throw new Error(answer.status);
        return answer.json();
      });
      fetched[address].catch(function () { delete fetched[address]; });
    }
    return fetched[address];
  }

  function make(name, attributes, parent) {
    var node = document.createElementNS(SVG, name);
    Object.keys(attributes).forEach(function (key) { node.setAttribute(key, attributes[key]); });
    if (parent) parent.appendChild(node);
    return node;
  }

  function element(name, attributes, parent) {
    var node = document.createElement(name);
    Object.keys(attributes).forEach(function (key) { node.setAttribute(key, attributes[key]); });
    parent.appendChild(node);
    return node;
  }

  // Hatching for hidden figures, and stripes of two classes where bounds lie in both.
  function patterns(svg, unit) {
    var defs = make("defs", {}, svg);
    function pattern(id, size) {
      return make("pattern", { id: id, width: size * unit, height: size * unit, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, defs);
    }
    var hidden = pattern("map-fill-h", 5);
    make("rect", { width: 5 * unit, height: 5 * unit, class: "map-hatch-back" }, hidden);
    make("path", { d: "M" + unit + " 0V" + 5 * unit, class: "map-hatch", "stroke-width": 1.4 * unit }, hidden);
    for (var low = 0; low < 5; low += 1) {
      for (var high = low + 1; high < 5; high += 1) {
        var both = pattern("map-fill-" + low + high, 8);
        make("rect", { width: 8 * unit, height: 8 * unit, "data-fill": low }, both);
        make("rect", { width: 4 * unit, height: 8 * unit, "data-fill": high }, both);
      }
    }
  }

  function build(said, shapes, numbers) {
    var box = shapes.box;
    var unit = box[1] / 640;
    var svg = make("svg", { viewBox: "0 0 " + box.join(" "), role: "listbox", tabindex: "0", "data-cut": said.cut, "data-level": said.level });
    patterns(svg, unit);
    if (shapes.rest) make("path", { d: shapes.rest, class: "map-rest" }, svg);
    var names = {};
    numbers.areas.forEach(function (area, at) { names[area[0]] = { name: area[1], at: at }; });
    var areas = shapes.areas.filter(function (area) { return names[area[0]]; }).map(function (area) {
      var node = make("path", { d: area[1], class: "map-area", id: "map-area-" + area[0], role: "option", "aria-selected": "false" }, svg);
      return { id: area[0], node: node, x: area[2], y: area[3], name: names[area[0]].name, at: names[area[0]].at, fill: null };
    });
    make("path", { d: shapes.lines, class: "map-lines" }, svg);
    var halo = make("path", { class: "map-own-halo" }, svg);
    var own = make("path", { class: "map-own" }, svg);
    var here = make("path", { class: "map-here" }, svg);
    shapes.places.forEach(function (place) {
      var text = make("text", { x: place[1], y: place[2], class: "map-place", "text-anchor": "middle", "aria-hidden": "true" }, svg);
      text.style.fontSize = 13 * unit + "px";
      text.style.strokeWidth = 3.5 * unit + "px";
      text.textContent = said.places[place[0]] || "";
    });
    if (said.sample) {
      var mark = make("text", { x: box[0] * 0.02, y: box[1] * 0.05, class: "map-sample", "aria-hidden": "true" }, svg);
      mark.style.fontSize = 22 * unit + "px";
      mark.textContent = said.sample;
    }
    return { key: keyOf(said), svg: svg, areas: areas, own: own, halo: halo, here: here, active: null, numbers: numbers, box: box };
  }

  function keyOf(said) {
    return said.shapes + " " + said.numbers;
  }

  function indexOf(numbers, period) {
    for (var at = numbers.periods.length - 1; at > 0; at -= 1) if (numbers.periods[at][0] <= period) return at;
    return 0;
  }

  function figureOf(area) {
    return map.numbers.figures[map.numbers.rows[map.index][area.at]];
  }

  function fill() {
    map.areas.forEach(function (area) {
      var figure = figureOf(area);
      if (area.fill !== figure[1]) {
        area.fill = figure[1];
        area.node.dataset.fill = figure[1];
        var isPattern = figure[1] === "h" || figure[1].length > 1;
        area.node.style.fill = isPattern ? "url(#map-fill-" + figure[1] + ")" : "";
      }
      area.node.setAttribute("aria-label", area.name + ": " + figure[0]);
    });
    if (map.tipped) tip(map.tipped);
  }

  function own() {
    map.own.setAttribute("d", map.said.outline);
    map.halo.setAttribute("d", map.said.outline);
    map.areas.forEach(function (area) { area.node.setAttribute("aria-selected", String(area.id === map.said.own)); });
  }

  // ---- what the pointer or the keys are on
  function tip(area) {
    var box = document.getElementById("map-tip");
    if (!box) return;
    map.tipped = area;
    map.here.setAttribute("d", area ? area.node.getAttribute("d") : "");
    box.classList.toggle("is-shown", Boolean(area));
    if (!area) return;
    box.replaceChildren(element("strong", {}, box), document.createTextNode(figureOf(area)[0]));
    box.firstChild.textContent = area.name;
    var frame = box.parentNode.getBoundingClientRect();
    var shape = area.node.getBoundingClientRect();
    var left = shape.left + shape.width / 2 - frame.left - box.offsetWidth / 2;
    var above = shape.top - frame.top - box.offsetHeight - 8;
    box.style.left = Math.max(0, Math.min(left, frame.width - box.offsetWidth)) + "px";
    box.style.top = (above > 0 ? above : shape.bottom - frame.top + 8) + "px";
  }

  function areaOf(node) {
    return map.areas.filter(function (area) { return area.node === node; })[0] || null;
  }

  function activate(area) {
    map.active = area;
    map.svg.setAttribute("aria-activedescendant", area.node.id);
    tip(area);
  }

  // The nearest area that lies more in the wanted direction than beside it.
  function next(from, dx, dy) {
    var best = null;
    map.areas.forEach(function (area) {
      var x = area.x - from.x;
      var y = area.y - from.y;
      var forward = x * dx + y * dy;
      var beside = Math.abs(x * dy) + Math.abs(y * dx);
      if (area === from || forward <= 0 || beside > forward * 1.8) return;
      var cost = forward + 2 * beside;
      if (!best || cost < best.cost) best = { area: area, cost: cost };
    });
    return best ? best.area : from;
  }

  function onKey(event) {
    var moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    var move = moves[event.key];
    if (move && !event.altKey && !event.ctrlKey && !event.metaKey) activate(next(map.active || map.areas[0], move[0], move[1]));
    else if (event.key === "Home") activate(map.areas[0]);
    else if (event.key === "End") activate(map.areas[map.areas.length - 1]);
    else if ((event.key === "Enter" || event.key === " ") && map.active) choose(map.active);
    else if (event.key === "Escape") tip(null);
    else return;
    event.preventDefault();
  }

  function choose(area) {
    stop();
    go({ area: area.id });
  }

  function go(changes) {
    var query = new URLSearchParams(window.location.search);
    Object.keys(changes).forEach(function (name) {
      if (changes[name] === null) query.delete(name);
      else query.set(name, changes[name]);
    });
    var text = query.toString();
    // The new results bring a new place for the same drawing and player: they take the focus along.
    focused = document.activeElement;
    window.vertaispeiliFrame.go(window.location.pathname + (text ? "?" + text : ""));
  }

  function listen(svg) {
    svg.addEventListener("keydown", onKey);
    svg.addEventListener("focus", function () {
      var chosen = map.areas.filter(function (area) { return area.id === map.said.own; })[0];
      if (map.areas.length && svg.matches(":focus-visible")) activate(map.active || chosen || map.areas[0]);
    });
    svg.addEventListener("blur", function () { tip(null); });
    svg.addEventListener("pointermove", function (event) {
      var area = areaOf(event.target);
      if (area !== map.tipped) tip(area);
    });
    svg.addEventListener("pointerleave", function () { tip(null); });
    svg.addEventListener("click", function (event) {
      var area = areaOf(event.target);
      if (!area) return;
      map.active = area;
      choose(area);
    });
  }

  // ---- time
  function icon(path) {
    return '<svg viewBox="0 0 16 16" aria-hidden="true"><path d="' + path + '"/></svg>';
  }

  function player(words) {
    var place = document.createElement("div");
    place.className = "map-bar";
    place.setAttribute("role", "group");
    place.setAttribute("aria-label", words.player);
    var parts = {
      bar: place,
      play: element("button", { type: "button", class: "map-play" }, place),
      earlier: element("button", { type: "button", "aria-label": words.earlier }, place),
      later: element("button", { type: "button", "aria-label": words.later }, place),
      slider: element("input", { type: "range", min: "0", step: "1", "aria-label": words.slider }, place),
      said: element("output", {}, place),
      still: element("p", { class: "map-still" }, place),
    };
    parts.earlier.innerHTML = icon("M11 2v12L3 8z");
    parts.later.innerHTML = icon("M5 2v12l8-6z");
    parts.still.textContent = words.still;
    parts.play.addEventListener("click", function () { timer ? stop(true) : play(); });
    parts.earlier.addEventListener("click", function () { stop(); step(map.index - 1); });
    parts.later.addEventListener("click", function () { stop(); step(map.index + 1); });
    // While it is dragged only the map follows.
    parts.slider.addEventListener("input", function () { stop(); step(Number(parts.slider.value), true); });
    parts.slider.addEventListener("change", settle);
    return parts;
  }

  function shown() {
    var parts = map.player;
    var period = map.numbers.periods[map.index];
    var last = map.numbers.periods.length - 1;
    parts.slider.max = String(last);
    parts.slider.value = String(map.index);
    parts.slider.setAttribute("aria-valuetext", period[1]);
    parts.earlier.disabled = map.index === 0;
    parts.later.disabled = map.index === last;
    parts.said.textContent = period[1];
    if (period[2]) element("span", {}, parts.said).textContent = " · " + period[2];
    parts.play.hidden = still.matches || last === 0;
    parts.still.hidden = !still.matches;
    parts.play.innerHTML = icon(timer ? "M3 2h4v12H3zM9 2h4v12H9z" : "M4 2v12l10-6z");
    parts.play.appendChild(document.createTextNode(timer ? map.said.words.pause : map.said.words.play));
    var page = document.querySelector(".page-map");
    if (page) page.classList.toggle("is-playing", map.index !== map.home);
    var title = document.getElementById("map-title");
    var words = map.said.words.playing.replace("{period}", period[1]).replace("{figure}", map.numbers.country[map.index]);
    var text = map.index === map.home ? map.said.title : words;
    if (title && title.textContent !== text) title.textContent = text;
  }

  function step(index, isDragged) {
    map.index = Math.max(0, Math.min(index, map.numbers.periods.length - 1));
    fill();
    shown();
    window.clearTimeout(settling);
    if (!timer && !isDragged) settle();
  }

  // The address follows when the month has come to rest: then the words and the table are of the same month.
  function settle() {
    window.clearTimeout(settling);
    settling = window.setTimeout(function () {
      if (!map || timer || map.index === map.home || !document.getElementById("map-drawing")) return;
      var isNewest = map.index === map.numbers.periods.length - 1;
      go({ period: isNewest ? null : map.numbers.periods[map.index][0] });
    }, SETTLED);
  }

  function play() {
    var last = map.numbers.periods.length - 1;
    if (still.matches) return;
    window.clearTimeout(settling);
    if (map.index === last) map.index = 0;
    timer = window.setInterval(function () {
      if (!document.getElementById("map-drawing") || document.hidden) return stop();
      if (map.index >= last) return stop(true);
      step(map.index + 1);
    }, /-01$/.test(map.numbers.periods[0][0]) && isYearly() ? YEAR : MONTH);
    step(map.index);
  }

  function isYearly() {
    return map.numbers.periods.every(function (period) { return /-01$/.test(period[0]); });
  }

  function stop(isAtRest) {
    if (!timer) return;
    window.clearInterval(timer);
    timer = null;
    if (!document.getElementById("map-player")) return;
    shown();
    if (isAtRest) settle();
  }

  // ---- from the page
  function place(said, made) {
    var drawing = document.getElementById("map-drawing");
    var bar = document.getElementById("map-player");
    if (!drawing || !bar) return;
    if (drawing.firstChild !== made.svg) drawing.replaceChildren(made.svg);
    made.svg.setAttribute("aria-label", said.label);
    made.player = map ? map.player : player(said.words);
    if (bar.firstChild !== made.player.bar) bar.replaceChildren(made.player.bar);
    made.said = said;
    made.home = indexOf(made.numbers, said.period);
    map = made;
    if (!timer) map.index = map.home;
    map.index = Math.min(map.index, map.numbers.periods.length - 1);
    own();
    fill();
    shown();
    if (focused && focused !== document.activeElement && document.getElementById("map-drawing").parentNode.contains(focused)) focused.focus({ preventScroll: true });
    focused = null;
  }

  function drawMap(said) {
    if (!said) return client.no_update;
    var asked = keyOf(said);
    place.asked = asked;
    if (map && map.key !== asked) stop();
    if (map && map.key === asked) {
      place(said, map);
      return said.period;
    }
    Promise.all([get(said.shapes), get(said.numbers)]).then(function (found) {
      if (place.asked !== asked || !found[1].rows.length) return;
      var made = build(said, found[0], found[1]);
      listen(made.svg);
      place(said, made);
    }, function () {
      var drawing = document.getElementById("map-drawing");
      if (drawing) drawing.textContent = said.words.loading_failed;
    });
    return said.period;
  }

  still.addEventListener("change", function () {
    if (still.matches) stop(true);
    if (map && document.getElementById("map-player")) shown();
  });
  window.vertaispeiliMap = { shown: function () { return map; } };
  client.vertaispeili = Object.assign(client.vertaispeili || {}, { drawMap: drawMap });
})();

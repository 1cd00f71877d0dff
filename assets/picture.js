// A chart is saved as a picture that says what it is and where it comes from.
(function () {
  "use strict";
  var WIDTH = 1000;
  var LINE = 22;

  var ruler = document.createElement("canvas").getContext("2d");

  // Words of a text in as many lines as it takes, each no wider than the picture.
  function lines(text, size, weight) {
    ruler.font = weight + " " + size + "px " + window.getComputedStyle(document.body).fontFamily;
    var made = [""];
    String(text || "").split(" ").forEach(function (word) {
      var last = made.length - 1;
      var longer = made[last] ? made[last] + " " + word : word;
      if (made[last] && ruler.measureText(longer).width > WIDTH - 64) made.push(word);
      else made[last] = longer;
    });
    return made.filter(Boolean);
  }

  function text(content, size, colour, place) {
    return Object.assign(
      { text: content, showarrow: false, xref: "paper", yref: "paper", xanchor: "left", x: 0, align: "left", font: { size: size, color: colour } },
      place
    );
  }

  // A picture travels without its page: the answer, what is shown, the source and the mark of sample data go into it.
  function composed(graph) {
    var style = window.getComputedStyle(document.documentElement);
    var colour = function (name) { return style.getPropertyValue("--" + name).trim(); };
    var layout = JSON.parse(JSON.stringify(graph.layout));
    var meta = layout.meta;
    var title = lines(meta.title, 20, 700);
    var under = lines(meta.subtitle, 14, 400);
    if (meta.sample) under.push(meta.sample.toUpperCase());
    var source = lines(meta.source + " · " + meta.site, 13, 400);
    var top = 24 + title.length * 28 + under.length * LINE;
    var bottom = 24 + source.length * LINE;
    var inner = graph._fullLayout._size;
    layout.width = WIDTH;
    layout.autosize = false;
    layout.height = (graph.layout.height || 440) + top + bottom;
    layout.margin = { l: inner.l + 24, r: inner.r + 24, t: inner.t + top, b: inner.b + bottom };
    Object.keys(layout).forEach(function (key) { if (/^[xy]axis/.test(key)) layout[key].automargin = false; });
    layout.paper_bgcolor = colour("surface");
    layout.annotations = (layout.annotations || []).concat([
      text("<b>" + title.join("<br>") + "</b>", 20, colour("text"), { y: 1, yanchor: "top", yshift: inner.t + top - 16, xshift: -inner.l }),
      text(under.join("<br>"), 14, colour("quiet"), { y: 1, yanchor: "bottom", yshift: inner.t + 8, xshift: -inner.l }),
      text(source.join("<br>"), 13, colour("quiet"), { y: 0, yanchor: "top", yshift: -inner.b - 8, xshift: -inner.l }),
    ]);
    return { data: graph.data, layout: layout, config: { staticPlot: true } };
  }

  function blobOf(address) {
    var comma = address.indexOf(",");
    var body = decodeURIComponent(address.slice(comma + 1));
    if (address.slice(0, comma).indexOf("base64") < 0) return new Blob([body], { type: "image/svg+xml" });
    var raw = window.atob(body);
    var bytes = new Uint8Array(raw.length);
    for (var at = 0; at < raw.length; at += 1) bytes[at] = raw.charCodeAt(at);
    return new Blob([bytes], { type: address.slice(5, address.indexOf(";")) });
  }

  function save(blob, name) {
    var link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    window.setTimeout(function () { URL.revokeObjectURL(link.href); }, 10000);
  }

  function fileName(button, sample) {
    var name = [document.title.split(" – ")[0], button.dataset.plot, sample].filter(Boolean).join("-");
    return name.toLowerCase().replace(/[^\wåäö]+/g, "-") + "." + button.dataset.format;
  }

  function picture(button) {
    // A figure that is no chart of plotly makes its own picture.
    var own = (window.vertaispeiliPictures || {})[button.dataset.plot];
    if (own) return own(button.dataset.format, function (blob, sample) { save(blob, fileName(button, sample)); });
    var graph = window.vertaispeiliPaint.boxOf(button.dataset.plot).querySelector(".js-plotly-plot");
    var format = button.dataset.format;
    var made = composed(graph);
    var size = { format: format, width: WIDTH, height: made.layout.height, scale: format === "png" ? 2 : 1 };
    var name = [document.title.split(" – ")[0], button.dataset.plot, made.layout.meta.sample].filter(Boolean).join("-");
    window.Plotly.toImage(made, size).then(function (address) {
      save(blobOf(address), fileName(button, made.layout.meta.sample));
    });
  }

  document.addEventListener("click", function (event) {
    var saver = event.target.closest(".save-picture");
    if (saver) picture(saver);
  });
})();

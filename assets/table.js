// A folded table becomes a table when it is opened.
(function () {
  "use strict";

  function made(name, content, attributes) {
    var element = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) { element.setAttribute(key, attributes[key]); });
    [].concat(content || []).forEach(function (one) { element.append(one); });
    return element;
  }

  function contentOf(cell) {
    if (typeof cell === "string") return cell;
    var text = made("span", cell[0], cell[2] ? { class: "figure hidden-figure" } : {});
    return cell[1] ? [text, made("span", " " + cell[1], { class: "quiet" })] : text;
  }

  function headOf(text, at, sample) {
    var mark = sample && at > 0 ? [made("span", sample, { class: "sample-mark" })] : [];
    return made("th", [text].concat(mark), { scope: "col" });
  }

  function unfold(place) {
    if (place.firstChild) return;
    var given = JSON.parse(place.dataset.table);
    var head = made("tr", given.head.map(function (text, at) { return headOf(text, at, given.sample); }));
    var rows = given.rows.map(function (row) {
      return made("tr", row.map(function (cell, at) {
        return made(at ? "td" : "th", contentOf(cell), at ? {} : { scope: "row" });
      }));
    });
    var caption = made("caption", made("span", given.caption, { class: "caption" }));
    var table = made("table", [caption, made("thead", head), made("tbody", rows)]);
    place.append(made("div", table, { class: "table-frame", role: "region", tabindex: "0", "aria-label": given.caption }));
  }

  function open(button) {
    var place = document.getElementById(button.getAttribute("aria-controls"));
    var isOpen = button.getAttribute("aria-expanded") === "true";
    place.querySelectorAll(".folded").forEach(unfold);
    button.setAttribute("aria-expanded", String(!isOpen));
    place.hidden = isOpen;
  }

  document.addEventListener("click", function (event) {
    var opener = event.target.closest(".table-opener");
    if (opener) open(opener);
  });
})();

// The frame: menu, theme, links that need no new page, copying an address.
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("scripted");

  function isApp() {
    return Boolean(document.getElementById("react-entry-point"));
  }

  function theme() {
    var chosen = root.getAttribute("data-theme");
    if (chosen) return chosen;
    return window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  }

  function toggleTheme() {
    var next = theme() === "dark" ? "light" : "dark";
    root.setAttribute("data-theme", next);
    document.cookie = "theme=" + next + ";path=/;max-age=31536000;samesite=lax";
    window.dispatchEvent(new CustomEvent("vertaispeili:theme"));
  }

  function toggleMenu(button, open) {
    document.getElementById("menu").classList.toggle("is-open", open);
    button.setAttribute("aria-expanded", String(open));
  }

  // An address of our own in the language of the page is shown without loading the frame again.
  function go(address) {
    window.history.pushState({}, "", address);
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate", { detail: { href: address } }));
  }

  function staysHere(link, event) {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return false;
    if (link.hasAttribute("download") || link.hasAttribute("hreflang") || link.target || !isApp()) return false;
    if (link.origin !== window.location.origin) return false;
    return link.pathname.split("/")[1] === root.lang && link.pathname.indexOf(".csv") < 0;
  }

  function onClick(event) {
    var link = event.target.closest("a[href]");
    if (link && link.getAttribute("href").charAt(0) === "/" && staysHere(link, event)) {
      event.preventDefault();
      // A link that orders a table keeps the focus: the same one is there again in the new results.
      window.vertaispeiliFrame.stay = link.dataset.stay || null;
      window.vertaispeiliFrame.focusNext = !link.dataset.stay;
      toggleMenu(document.querySelector(".menu-button"), false);
      go(link.getAttribute("href"));
    }
    if (event.target.closest(".theme-button")) toggleTheme();
    var button = event.target.closest(".menu-button");
    if (button) toggleMenu(button, button.getAttribute("aria-expanded") !== "true");
    var copy = event.target.closest(".copy-link");
    if (copy) copyLink(copy);
  }

  function copyLink(button) {
    var said = button.textContent;
    function done() {
      button.textContent = button.dataset.done;
      announce(button.dataset.done);
      window.setTimeout(function () { button.textContent = said; }, 2500);
    }
    var address = window.location.origin + button.dataset.address;
    if (navigator.clipboard) navigator.clipboard.writeText(address).then(done, function () { window.prompt(said, address); });
    else window.prompt(said, address);
  }

  function announce(text) {
    document.getElementById("announce").textContent = text;
  }

  function pagesOfAnArea() {
    return [].map.call(document.querySelectorAll("a[data-of-area]"), function (link) { return link.dataset.page; });
  }

  function ownArea() {
    var parts = window.location.pathname.split("/");
    if (parts[3] && pagesOfAnArea().indexOf(parts[2]) >= 0) return decodeURIComponent(parts[3]);
    var areas = new URLSearchParams(window.location.search).getAll("area");
    return areas.filter(function (area) { return area !== "SSS"; })[0] || areas[0] || null;
  }

  // The menu, the foot and the languages lead to the same area that is shown.
  function follow() {
    var page = window.location.pathname.split("/")[2] || "";
    var area = ownArea();
    if (area !== "SSS") window.vertaispeiliRecent.remember(area);
    var base = "/" + root.lang + "/";
    var query = area ? "?area=" + encodeURIComponent(area) : "";
    var addresses = { compare: base + "compare" + query + (area && area !== "SSS" ? "&area=SSS" : "") };
    pagesOfAnArea().forEach(function (name) { addresses[name] = base + name + "/" + encodeURIComponent(area || "SSS"); });
    if (!area) addresses.situation = base;
    document.querySelectorAll("a[data-page]").forEach(function (link) {
      link.setAttribute("href", addresses[link.dataset.page] || base + link.dataset.page + query);
      if (page) {
        if (link.dataset.page === page) link.setAttribute("aria-current", "page");
        else link.removeAttribute("aria-current");
      }
    });
    document.querySelectorAll("[data-language]").forEach(function (link) {
      var rest = window.location.pathname.split("/").slice(2).join("/");
      link.setAttribute("href", "/" + link.dataset.language + "/" + rest + window.location.search);
    });
  }

  window.vertaispeiliFrame = { announce: announce, follow: follow, go: go, focusNext: false };
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", function (event) {
    var button = document.querySelector(".menu-button");
    if (event.key === "Escape" && button.getAttribute("aria-expanded") === "true") {
      toggleMenu(button, false);
      button.focus();
    }
  });
})();

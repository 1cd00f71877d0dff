// A chart is drawn to the width of the window; printed, all of it is shrunk to the width of the paper.
(function () {
  "use strict";

  function drawings(plot) {
    return [].slice.call(plot.querySelectorAll(".main-svg"));
  }

  function shrink(plot) {
    drawings(plot).forEach(function (one) {
      var size = [one.getAttribute("width"), one.getAttribute("height")];
      one.setAttribute("viewBox", "0 0 " + size.join(" "));
      plot.style.setProperty("--shape", size.join(" / "));
    });
    plot.classList.toggle("shrunk", drawings(plot).length > 0);
  }

  function restore(plot) {
    plot.classList.remove("shrunk");
    drawings(plot).forEach(function (one) { one.removeAttribute("viewBox"); });
  }

  window.addEventListener("beforeprint", function () { document.querySelectorAll(".plot").forEach(shrink); });
  window.addEventListener("afterprint", function () { document.querySelectorAll(".plot").forEach(restore); });
})();

// A report takes a second or two to make: what happens meanwhile is said, and the file is saved when it comes.
(function () {
  "use strict";
  var busy = false;

  function say(state, text, isBusy) {
    state.textContent = text;
    if (!isBusy) return;
    var bar = document.createElement("progress");
    bar.setAttribute("aria-label", text);
    state.appendChild(bar);
  }

  function nameOf(answer, link) {
    var found = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") || "");
    return found ? found[1] : link.pathname.split("/").pop();
  }

  function save(blob, name) {
    var link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    window.setTimeout(function () { URL.revokeObjectURL(link.href); }, 10000);
  }

  // What the server answers instead of a file is a sentence in the language of the page.
  function refused(answer, state) {
    var isWords = (answer.headers.get("Content-Type") || "").indexOf("text/plain") === 0 && answer.status < 600;
    return answer.text().then(function (text) {
      say(state, isWords && answer.status !== 500 ? text.trim() : state.dataset.failed, false);
    });
  }

  function fetchReport(link) {
    var state = document.querySelector(".report-state");
    busy = true;
    link.setAttribute("aria-disabled", "true");
    say(state, state.dataset.making, true);
    window
      .fetch(link.href)
      .then(function (answer) {
        if (!answer.ok) return refused(answer, state);
        return answer.blob().then(function (blob) {
          var name = nameOf(answer, link);
          save(blob, name);
          say(state, state.dataset.done.replace("{file}", name), false);
        });
      })
      .catch(function () { say(state, state.dataset.failed, false); })
      .then(function () {
        busy = false;
        link.removeAttribute("aria-disabled");
      });
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest("a.report-file");
    if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (!busy) fetchReport(link);
  });
})();

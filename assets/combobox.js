// A field with a list says that it is one, and whether the list is open: the component library says it to itself only.
(function () {
  "use strict";

  function say(field) {
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-expanded", String(field.dataset.expanded === "true"));
  }

  function onChange(changes) {
    changes.forEach(function (change) {
      if (change.type === "attributes" && change.target.matches("input[aria-haspopup='listbox']")) say(change.target);
      change.addedNodes.forEach(function (node) {
        if (node.nodeType === 1) node.querySelectorAll("input[aria-haspopup='listbox']").forEach(say);
      });
    });
  }

  new MutationObserver(onChange).observe(document.documentElement, {
    attributeFilter: ["data-expanded"],
    childList: true,
    subtree: true,
  });
})();

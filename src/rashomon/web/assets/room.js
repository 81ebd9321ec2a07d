// Keys as in reader programs, moments in the reader's own zone, and the list of keys. Nothing needs it.
"use strict";
(() => {
  const local = (root) => root.querySelectorAll("time[data-local]").forEach((time) => {
    const at = new Date(time.dateTime);
    if (isNaN(at)) return;
    const day = time.dateTime.length === 10;
    const parts = day ? { dateStyle: "medium", timeZone: "UTC" } : { dateStyle: "medium", timeStyle: "short" };
    time.textContent = at.toLocaleString(document.documentElement.lang || undefined, parts);
    time.title = time.dateTime;
  });
  const step = (by) => {
    const items = [...document.querySelectorAll("[data-item]")];
    const at = items.findIndex((item) => item.contains(document.activeElement));
    const next = items[at < 0 ? (by > 0 ? 0 : items.length - 1) : Math.min(items.length - 1, Math.max(0, at + by))];
    const link = next && next.querySelector("a, button");
    if (link) { link.focus(); next.scrollIntoView({ block: "nearest" }); }
  };
  const keys = document.getElementById("keys");
  const actions = {
    j: () => step(1), k: () => step(-1), "?": () => keys && keys.showModal(),
    "/": () => { const field = document.getElementById("q"); if (field) field.focus(); },
  };
  addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=checkbox]), textarea, select, dialog");
    if (event.key === "Escape" && typing) event.target.blur();
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !actions[event.key]) return;
    event.preventDefault();
    actions[event.key]();
  });
  const show = document.getElementById("show-keys");
  if (show && keys) show.addEventListener("click", () => keys.showModal());
  // A form to correct something opens where its link stood; a click with a key held still opens a tab.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.wrong");
    if (!link || !window.htmx || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    htmx.ajax("GET", link.href, { source: link, target: link, swap: "outerHTML", select: ".rule" });
  });
  document.addEventListener("htmx:afterSwap", (event) => local(event.target.ownerDocument));
  local(document);
})();

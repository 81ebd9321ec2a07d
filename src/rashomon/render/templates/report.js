// Lights up the whole of a passage that a citation points at, and leads back to the citation.
"use strict";
(() => {
  let from = null;
  const light = () => {
    document.querySelectorAll(".lit").forEach((piece) => piece.classList.remove("lit"));
    const id = decodeURIComponent(location.hash.slice(1));
    if (!id.startsWith("r-")) return;
    document.querySelectorAll(`[data-in~="${CSS.escape(id)}"]`).forEach((piece) => piece.classList.add("lit"));
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#r-"]');
    if (link) from = link;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && from) from.focus();
  });
  addEventListener("hashchange", light);
  light();
})();

// Shows the passage that a citation points at: lights up all of it, and leads back to the citation.
"use strict";
(() => {
  const aside = document.getElementById("articles");
  const close = aside && aside.querySelector(".close");
  let from = null;

  // Offsets count code points, a browser's ranges count UTF-16 units.
  const place = (root, wanted) => {
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    let left = wanted;
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const points = [...node.data];
      if (left <= points.length) return [node, points.slice(0, left).join("").length];
      left -= points.length;
    }
    return [root, root.childNodes.length];
  };
  const passage = () => /^#r-(.+)-(\d+)-(\d+)$/.exec(decodeURIComponent(location.hash));
  const light = () => {
    if (window.CSS && CSS.highlights) CSS.highlights.delete("lit");
    const at = passage();
    const article = at && document.getElementById(`a-${at[1]}`);
    if (!article) return;
    aside.classList.add("sheet");
    if (article.open === false) article.open = true;
    const text = article.querySelector(".text");
    if (!text) return; // it is on its way
    const range = document.createRange();
    range.setStart(...place(text, Number(at[2])));
    range.setEnd(...place(text, Number(at[3])));
    if (window.Highlight) CSS.highlights.set("lit", new Highlight(range));
    // Where a passage begins, the range may still stand in what comes before: all of the text, in a paragraph.
    const shown = document.getElementById(at[0].slice(1)) || range.startContainer.parentElement;
    const show = () => shown.scrollIntoView({ block: "center", behavior: "instant" });
    show();
    requestAnimationFrame(show); // what comes into view may turn out taller than it was taken to be
    shown.setAttribute("tabindex", "-1");
    shown.focus({ preventScroll: true });
  };
  const back = () => {
    aside.classList.remove("sheet");
    if (from) from.focus();
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href*="#r-"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const id = `a-${/#r-(.+)-\d+-\d+$/.exec(decodeURIComponent(link.hash))[1]}`;
    if (!document.getElementById(id)) return; // its text is a page of its own
    event.preventDefault();
    from = link;
    if (window.Highlight) { // the page stays where it is, and only the passage moves
      history.pushState(null, "", link.hash);
      light();
    } else location.hash = link.hash;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && from) back();
  });
  if (close) {
    close.hidden = false;
    close.addEventListener("click", back);
  }
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.closest && event.target.closest("#articles")) light();
  });
  addEventListener("hashchange", light);
  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((part) => { part.open = true; }));
  light();
})();

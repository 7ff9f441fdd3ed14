/* Folded rows of a long form stay as they were opened while the page is drawn anew. */
"use strict";

const kept = (details) => `fold:${location.pathname}:${details.dataset.fold}`;

const restore = () => document.querySelectorAll("details[data-fold]").forEach((details) => {
  const was = sessionStorage.getItem(kept(details));
  if (was && !details.querySelector(".has-error")) details.open = was === "open";
  details.addEventListener("toggle", () => sessionStorage.setItem(kept(details), details.open ? "open" : "shut"));
});

restore();
document.addEventListener("htmx:afterSwap", restore);

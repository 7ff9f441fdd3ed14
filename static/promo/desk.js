// The tick at the head of a desk ticks every row of it that may be ticked.
"use strict";

const head = document.querySelector("[data-tick-all]");
if (head) {
  const rows = () => [...head.closest("table").querySelectorAll("tbody .tick input")];
  head.hidden = false;
  head.addEventListener("change", () => rows().forEach((box) => { box.checked = head.checked; }));
  document.addEventListener("change", (event) => {
    if (rows().includes(event.target)) head.checked = rows().every((box) => box.checked);
  });
}

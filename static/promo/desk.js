// The tick at the head of the desk ticks every row that may be ticked.
"use strict";

const head = document.querySelector("[data-tick-all]");
if (head) {
  const rows = () => [...document.querySelectorAll("input[name=fact]")];
  head.hidden = false;
  head.addEventListener("change", () => rows().forEach((box) => { box.checked = head.checked; }));
  document.addEventListener("change", (event) => {
    if (event.target.name === "fact") head.checked = rows().every((box) => box.checked);
  });
}

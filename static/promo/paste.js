// A grid over the text area of a pasted block: cells are edited one by one, arrows and Tab move, a block pasted into a
// cell spreads from there and can be taken back. Without this file the text area does the same work. The form says by
// data-heads how a head of its first column is spelled, by data-known which column must bear one of the known names.
"use strict";

const form = document.querySelector("form[data-paste]");
if (form) {
  const told = (id) => JSON.parse(document.getElementById(id).textContent);
  const heads = told("paste-heads"), ROWS = 8, MOST = 2000, headSign = new RegExp(form.dataset.heads);
  const KNOWN = Number(form.dataset.known ?? -1), knownSign = new RegExp(form.dataset.knownHead);
  const known = new Set(KNOWN < 0 ? [] : told("paste-known").map(plain));
  const box = form.querySelector("textarea[data-block]"), grid = form.querySelector("[data-grid]");
  const line = form.querySelector("[data-told]"), undo = form.querySelector("[data-undo]");
  const past = [], PAST_MOST = 50; // what stood in the grid before each paste and each edited cell
  const body = document.createElement("tbody");
  let width = heads.length, names = heads, typing = false;

  function plain(text) { return text.normalize("NFKC").replace(/\s+/g, ""); }

  // Cells with breaks or quotes stand in quotes on the clipboard.
  function cellsOf(text) {
    const rows = [[]];
    let cell = "", quoted = false, begun = false;
    const close = () => { rows.at(-1).push(cell); cell = ""; begun = false; };
    const all = text.replace(/\r\n?/g, "\n");
    for (let at = 0; at < all.length; at += 1) {
      const sign = all[at];
      if (quoted) {
        if (sign !== '"') cell += sign;
        else if (all[at + 1] === '"') { cell += sign; at += 1; } else quoted = false;
      } else if (sign === '"' && !begun && /^"(?:[^"]|"")*"(?:\t|\n|$)/.test(all.slice(at))) {
        quoted = begun = true;
      } else if (sign === "\t") close();
      else if (sign === "\n") { close(); rows.push([]); } else { cell += sign; begun = true; }
    }
    close();
    return rows.filter((row, place) => place < rows.length - 1 || row.some((one) => one));
  }

  const quoted = (text) => (/[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const inputs = (row) => [...row.querySelectorAll("textarea")];
  const rowsOf = () => [...body.rows];

  function addCell(row, place) {
    const cell = row.insertCell(), input = document.createElement("textarea");
    input.rows = 1;
    input.spellcheck = false;
    input.setAttribute("aria-label", `第${row.sectionRowIndex + 1}行 ${names[place] || `第${place + 1}列`}`);
    cell.dataset.head = names[place] || `第${place + 1}列`;
    cell.append(input);
  }

  function addRow() {
    const row = body.insertRow(), head = document.createElement("th");
    head.scope = "row";
    head.textContent = String(row.sectionRowIndex + 1);
    row.append(head);
    for (let place = 0; place < width; place += 1) addCell(row, place);
  }

  function widen(columns) {
    for (; width < columns; width += 1) {
      const head = document.createElement("th");
      head.textContent = `第${width + 1}列`;
      grid.querySelector("thead tr").append(head);
      rowsOf().forEach((row) => addCell(row, width));
    }
  }

  // The column of known names, in its place or where a pasted head says, and the row from which there are any.
  function knownColumn() {
    const first = inputs(body.rows[0]).map((input) => plain(input.value));
    if (!first.some((text) => headSign.test(text))) return [KNOWN, 0];
    return [KNOWN < 0 ? KNOWN : first.findIndex((text) => knownSign.test(text)), 1];
  }

  function markAll() {
    const [column, start] = knownColumn();
    rowsOf().forEach((row, place) => inputs(row).forEach((input, right) => {
      const text = plain(input.value);
      const wrong = right === column && place >= start && text && text !== "同上" && !known.has(text);
      input.classList.toggle("is-unknown", wrong);
      input.title = wrong ? "不在单位名录中" : "";
      if (wrong) input.setAttribute("aria-invalid", "true"); else input.removeAttribute("aria-invalid");
    }));
  }

  // Over a block that brought its own heads the columns bear these.
  function nameColumns() {
    const own = knownColumn()[1] ? inputs(body.rows[0]).map((input) => input.value.replace(/\s+/g, "")) : null;
    const now = Array.from({ length: width }, (_, place) => (own ? own[place] : heads[place]) || `第${place + 1}列`);
    if (now.join("\n") === names.join("\n")) return;
    names = now;
    [...top.cells].slice(1).forEach((head, place) => { head.textContent = names[place]; });
    rowsOf().forEach((row, down) => inputs(row).forEach((input, place) => {
      input.parentElement.dataset.head = names[place];
      input.setAttribute("aria-label", `第${down + 1}行 ${names[place]}`);
    }));
  }

  function remember() {
    past.push(box.value);
    if (past.length > PAST_MOST) past.shift();
    undo.hidden = false;
  }

  function takeBack() {
    let before = past.pop();
    while (before === box.value && past.length) before = past.pop();
    undo.hidden = !past.length;
    if (before === undefined || before === box.value) return;
    rowsOf().forEach((row) => inputs(row).forEach((input) => { input.value = ""; }));
    put(cellsOf(before), 0, 0);
  }

  function put(block, top, left) {
    const room = block.slice(0, MOST - top);
    widen(left + Math.max(...room.map((row) => row.length), 0));
    while (body.rows.length < top + room.length) addRow();
    room.forEach((row, down) => {
      const line = inputs(body.rows[top + down]);
      row.forEach((text, right) => { line[left + right].value = text; });
    });
    keep();
  }

  // The text area is what is sent; the grid is only how it is shown.
  function keep() {
    nameColumns();
    markAll();
    const rows = rowsOf().map((row) => inputs(row).map((input) => input.value));
    while (rows.length && !rows.at(-1).some((text) => text.trim())) rows.pop();
    box.value = rows.map((row) => row.map(quoted).join("\t")).join("\n");
    const unknown = body.querySelectorAll(".is-unknown").length;
    line.textContent = rows.length ? `共${rows.length}行${unknown ? `，${unknown}处单位不在名录中` : ""}。` : "";
  }

  function placeOf(input) {
    const row = input.closest("tr");
    return [row.sectionRowIndex, inputs(row).indexOf(input)];
  }

  function go(row, column) {
    while (body.rows.length <= row && row < MOST) addRow();
    if (row >= 0 && body.rows[row]) inputs(body.rows[row])[Math.max(0, Math.min(column, width - 1))].focus();
  }

  const table = document.createElement("table");
  table.className = "ledger";
  const top = table.createTHead().insertRow();
  for (const text of ["", ...heads]) {
    const head = document.createElement("th");
    head.scope = "col";
    head.textContent = text;
    top.append(head);
  }
  table.append(body);
  grid.append(table);
  grid.hidden = false;
  form.querySelector("[data-plain]").classList.add("only-heard");
  box.tabIndex = -1;
  while (body.rows.length < ROWS) addRow();
  if (box.value.trim()) put(cellsOf(box.value), 0, 0);

  body.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text/plain");
    if (!/[\t\n]/.test(text.replace(/\r?\n$/, ""))) return;
    event.preventDefault();
    remember();
    put(cellsOf(text), ...placeOf(event.target));
    typing = false;
  });
  body.addEventListener("focusin", () => { typing = false; });
  body.addEventListener("input", () => {
    if (!typing) remember();
    typing = true;
    keep();
  });
  undo.addEventListener("click", takeBack);
  body.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z" && !typing && past.length) {
      event.preventDefault();
      takeBack();
      return;
    }
    const [row, column] = placeOf(event.target);
    const steps = { ArrowDown: [1, 0], ArrowUp: [-1, 0], Enter: [1, 0] };
    if (!steps[event.key] || event.altKey || event.isComposing) return;
    event.preventDefault();
    go(row + steps[event.key][0], column);
  });
  form.addEventListener("submit", keep);
}

// A form that keeps what is typed: data-keep names the address, data-kept the line that says so. Works without, too:
// the button 存为草稿 does the same.
"use strict";

const form = document.querySelector("form[data-keep]");
if (form) {
  const EVERY = 30_000, IDLE = 3_000;
  const line = document.querySelector("[data-kept]");
  let kept = snapshot(), busy = null, timer = 0, leaving = false;

  function snapshot() {
    const typed = [...new FormData(form).entries()].filter(([name, value]) => typeof value === "string"
      && !["form_key", "csrfmiddlewaretoken", "draft"].includes(name));
    return JSON.stringify(typed);
  }

  // crypto.randomUUID is missing where the office has no certificate.
  function key() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  async function keep() {
    const now = snapshot();
    if (busy || leaving || now === kept) return;
    const data = new FormData(form);
    for (const [name, value] of [...data.entries()]) if (typeof value !== "string") data.delete(name);
    data.set("form_key", key());
    busy = send(data, now);
    await busy;
    busy = null;
  }

  async function send(data, now) {
    try {
      const answer = await fetch(form.dataset.keep, { method: "POST", body: data, headers: { "HX-Request": "true" } });
      const told = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-draft]");
      if (!told) throw new Error("not kept");
      form.elements.draft.value = told.dataset.draft;
      line.textContent = told.textContent;
      kept = now;
    } catch {
      line.textContent = "草稿未能保存，请检查网络；恢复后自动保存。";
    }
  }

  form.addEventListener("change", () => {
    clearTimeout(timer);
    timer = setTimeout(keep, IDLE);
  });
  setInterval(keep, EVERY);
  window.addEventListener("online", keep);

  // The form waits for a draft that is just being kept, so that registering finds and removes it.
  window.addEventListener("submit", (event) => {
    if (event.target !== form || form.dataset.agreed) return;
    leaving = true;
    clearTimeout(timer);
    if (!busy) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    busy.finally(() => form.requestSubmit(event.submitter || undefined));
  }, true);
  window.addEventListener("pageshow", () => { leaving = false; });
}

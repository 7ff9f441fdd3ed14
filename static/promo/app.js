// Small helps for pages that also work without it: menus, questions before a step, one click per form.
"use strict";

const tell = (root, selector, act) => root.querySelectorAll(selector).forEach(act);

// The menu button of narrow screens.
tell(document, ".nav-toggle", (button) => {
  button.addEventListener("click", () => {
    const open = document.body.classList.toggle("nav-open");
    button.setAttribute("aria-expanded", String(open));
  });
});

// A menu closes when one clicks elsewhere or presses Escape.
const closeMenus = (except) => tell(document, "details.menu[open]", (menu) => {
  if (menu !== except) menu.open = false;
});
document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") closeMenus(null);
});

if (matchMedia("(max-width: 640px)").matches) {
  tell(document, "details[data-fold-when-narrow]", (details) => { details.open = false; });
}

tell(document, "[data-back]", (button) => {
  button.hidden = history.length < 2;
  button.addEventListener("click", () => history.back());
});
tell(document, "[data-print]", (button) => button.addEventListener("click", () => window.print()));

// data-confirm on a form or on its button: the question is asked in a dialog of the page.
function ask(question) {
  const dialog = document.getElementById("confirm-dialog");
  document.getElementById("confirm-sentence").textContent = question;
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((answer) => {
    dialog.addEventListener("close", () => answer(dialog.returnValue === "yes"), { once: true });
  });
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.method === "dialog") return;
  const question = event.submitter?.dataset.confirm || form.dataset.confirm;
  if (question && !form.dataset.agreed) {
    event.preventDefault();
    event.stopImmediatePropagation();
    if (await ask(question)) {
      form.dataset.agreed = "yes";
      form.requestSubmit(event.submitter || undefined);
      delete form.dataset.agreed;
    }
    return;
  }
  if (form.method === "post") sendOnce(event, form);
}, true);

// A second click while the first is under way sends nothing. The name and value of the button must still travel,
// so the buttons are switched off only after the browser has read the form.
function sendOnce(event, form) {
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  if (form.matches("[hx-post], [hx-get]") || form.target === "_blank") return;
  form.dataset.sent = "yes";
  const key = form.elements.form_key?.value;
  if (key) history.replaceState({ ...history.state, sent: { ...history.state?.sent, [form.action]: key } }, "");
  setTimeout(() => tell(form, "button[type=submit]", (button) => {
    button.disabled = true;
    button.classList.add("is-waiting");
  }), 0);
}

// Coming back with the browser's back button finds the form as usable as it was.
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  tell(document, "form[data-sent]", (form) => {
    delete form.dataset.sent;
    tell(form, "button.is-waiting", (button) => {
      button.disabled = false;
      button.classList.remove("is-waiting");
    });
  });
});

// Where the browser draws a page anew on the way back, a form that was sent gets its key back, so that sent again it
// shows what came of it. Once something is typed or chosen it is another form and keeps its new key.
if (performance.getEntriesByType("navigation")[0]?.type === "back_forward") {
  tell(document, "form[method=post]", (form) => {
    const [key, sent] = [form.elements.form_key, history.state?.sent?.[form.action]];
    if (!key || !sent) return;
    const fresh = key.value;
    key.value = sent;
    form.addEventListener("input", () => { key.value = fresh; }, { once: true });
  });
}

// Empty boxes do not belong into the address of a filtered list.
document.addEventListener("formdata", (event) => {
  if (!event.target.classList.contains("filters")) return;
  for (const [name, value] of [...event.formData.entries()]) {
    if (value === "") event.formData.delete(name);
  }
});

// data-autosubmit on a select of a GET form: choosing is asking.
document.addEventListener("change", (event) => {
  if (event.target.matches("select[data-autosubmit]")) event.target.form.requestSubmit();
});

// A table that goes on to the right fades at its edge, so that nobody takes the cut for the end.
const markMore = (box) => box.classList.toggle("has-more", box.scrollWidth - box.clientWidth - box.scrollLeft > 2);
const markAll = () => tell(document, ".table-scroll", markMore);
document.addEventListener("scroll", (event) => {
  if (event.target.classList?.contains("table-scroll")) markMore(event.target);
}, { capture: true, passive: true });
window.addEventListener("resize", markAll);
document.addEventListener("toggle", markAll, true);
document.addEventListener("htmx:load", markAll);
markAll();

// The first thing to mend after a refused form.
const wrong = document.querySelector(".field.has-error [aria-invalid=true]") || document.querySelector("[data-look-here]");
if (wrong) wrong.focus({ preventScroll: false });

// Tabs that do not fit a phone scroll sideways; the open one stands in view.
tell(document, ".nav-tabs .active", (tab) => {
  const row = tab.parentElement;
  row.scrollLeft = tab.offsetLeft - row.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
});

// A page that could not be fetched in the background says so instead of doing nothing.
for (const name of ["htmx:sendError", "htmx:responseError"]) {
  document.body.addEventListener(name, () => document.body.classList.add("is-offline"));
}
document.body.addEventListener("htmx:afterOnLoad", () => document.body.classList.remove("is-offline"));

// A background answer that came from another address is the login page: the session has ended.
document.body.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, requestConfig } = event.detail;
  const asked = new URL(requestConfig.path, window.location.href).pathname;
  if (xhr.responseURL && new URL(xhr.responseURL).pathname !== asked) {
    event.detail.shouldSwap = false;
    window.location.reload();
  }
});

// A page around a progress bar (data-reload-when-done) shows its result once the job has ended.
document.body.addEventListener("htmx:afterSettle", (event) => {
  const card = document.getElementById(event.detail.elt.id);
  if (card?.matches(".progress-card:not(.is-live)") && card.closest("[data-reload-when-done]")) window.location.reload();
});

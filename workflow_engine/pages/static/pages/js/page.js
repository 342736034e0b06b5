// Small help on every page. Each part works on attributes in the page and none is needed to do the
// work: without it the forms are sent and judged by the server all the same.
//
//   details.menu          closes on Escape, on a click elsewhere and when focus leaves it
//   form[data-guard]      asks before typed and unsent input is left behind
//   form[method=post]     is sent once, however often the button is pressed
//   [data-switches]       switches the language by the button inside the form that was typed into
//   body[data-typed]      has a form with what was typed before the language was switched
//   [data-only-with]      "field=value": shown while that field has the value, and sent empty else
//   input[data-date]      takes 1/2/2026, 01-02-26, 01022026; shows 01/02/2026; offers a calendar
//   .error-summary        takes the focus when the page opens
//   [data-print]          prints the page

(() => {
  // -------------------------------------------------------------------------------- menus

  function closeMenus(except) {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (menu !== except) menu.open = false;
    }
  }

  document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));
  document.addEventListener("focusin", (event) => closeMenus(event.target.closest("details.menu")));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.querySelector("details.menu[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  // -------------------------------------------------------------------------------- forms

  const changed = new Set();
  const sent = new WeakSet();
  let leaving = null; // the form that was sent and is about to be answered
  let last = null; // the form that was typed into last

  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-guard]");
    if (!form) return;
    changed.add(form);
    last = form;
  });

  // The switch of the language in the head presses the one of the form that was typed into last.
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-switches]")) return;
    const button = (last?.isConnected && last.querySelector("[data-switch]")) || document.querySelector("[data-switch]");
    if (!button) return;
    event.preventDefault();
    button.form.requestSubmit(button);
  });

  // After the switch the page comes with what was typed into one of its forms, and never sent.
  function markTyped() {
    const { typed } = document.body.dataset;
    if (typed === undefined) return;
    for (const form of document.querySelectorAll("form[data-guard]")) {
      if ((form.elements.namedItem("form")?.value ?? "") === typed) changed.add((last = form));
    }
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (sent.has(form)) {
      event.preventDefault();
      return;
    }
    leaving = form;
    if (form.hasAttribute("data-repeat") || form.closest("[hx-post]")) return;
    sent.add(form);
  });

  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    leaving = null;
    for (const form of document.forms) sent.delete(form); // back from the page that answered
  });

  window.addEventListener("beforeunload", (event) => {
    for (const form of changed) {
      if (form.isConnected && form !== leaving) {
        event.preventDefault();
        sent.delete(leaving); // who stays may send it after all
        leaving = null;
        return;
      }
    }
  });

  // A field that another one governs is shown, and sent, only while that one has the value. What
  // is wrong with it stays to be seen; what stands in it is dropped on a plain contrary only.
  function govern(form) {
    for (const input of form.querySelectorAll("[data-only-with]")) {
      const [name, value] = input.dataset.onlyWith.split("=");
      const other = form.elements.namedItem(name);
      if (!other) continue;
      const given = other.type === "checkbox" ? String(other.checked) : other.value;
      const field = input.closest(".field");
      const open = input.value && given === "unknown";
      const kept = field.classList.contains("field-wrong") || given === value || open;
      field.hidden = !kept;
      input.disabled = !kept;
    }
  }

  document.addEventListener("change", (event) => event.target.form && govern(event.target.form));

  // -------------------------------------------------------------------------------- dates

  const pad = (number) => String(number).padStart(2, "0");

  // The day, month and year that were typed, or null where they are no date.
  function readDate(text) {
    const value = text.trim();
    let parts = value.match(/^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{2}|\d{4})$/);
    parts ??= value.match(/^(\d{2})(\d{2})(\d{4})$/);
    const iso = value.match(/^(\d{4})-(\d{1,2})-(\d{1,2})$/);
    if (iso) parts = [iso[0], iso[3], iso[2], iso[1]];
    if (!parts) return null;
    const day = Number(parts[1]);
    const month = Number(parts[2]);
    // Two figures of a year: up to twenty years ahead is this century, the rest the last.
    let year = Number(parts[3]);
    if (parts[3].length === 2) {
      year += year <= (new Date().getFullYear() % 100) + 20 ? 2000 : 1900;
    }
    const date = new Date(Date.UTC(year, month - 1, day));
    const real = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
    return real ? { day, month, year } : null;
  }

  function tidyDate(input) {
    const date = readDate(input.value);
    if (date) input.value = `${pad(date.day)}/${pad(date.month)}/${date.year}`;
  }

  function offerCalendar(input) {
    if (input.dataset.date === "ready") return;
    input.dataset.date = "ready";
    input.addEventListener("change", () => tidyDate(input));
    if (!("showPicker" in HTMLInputElement.prototype) || input.disabled || input.readOnly) return;

    const words = document.querySelector("[data-calendar-words]")?.dataset.calendarWords ?? "…";
    const row = document.createElement("div");
    row.className = "with-button";
    const picker = document.createElement("input");
    picker.type = "date";
    picker.className = "picker";
    picker.tabIndex = -1;
    picker.setAttribute("aria-hidden", "true");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-secondary btn-sm";
    button.textContent = words;
    button.setAttribute("aria-controls", input.id);

    input.before(row);
    row.append(input, button, picker);
    button.addEventListener("click", () => {
      const date = readDate(input.value);
      picker.value = date ? `${date.year}-${pad(date.month)}-${pad(date.day)}` : "";
      picker.showPicker();
    });
    picker.addEventListener("change", () => {
      if (!picker.value) return;
      input.value = picker.value;
      tidyDate(input);
      input.dispatchEvent(new Event("input", { bubbles: true }));
      input.focus();
    });
  }

  // --------------------------------------------------------------------------- the page

  function prepare(root) {
    for (const input of root.querySelectorAll("input[data-date]")) offerCalendar(input);
    for (const form of document.forms) govern(form);
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
  });

  document.addEventListener("htmx:load", (event) => prepare(event.target));

  document.addEventListener("DOMContentLoaded", () => {
    prepare(document);
    markTyped();
    for (const button of document.querySelectorAll("[data-print]")) button.hidden = false;
    document.querySelector(".error-summary")?.focus();
  });

  // An address that ends in #main, after the skip link, takes the focus away again.
  window.addEventListener("load", () => {
    const summary = document.querySelector(".error-summary");
    const taken = document.activeElement;
    if (!summary || (taken !== document.body && taken.id !== "main")) return;
    setTimeout(() => summary.focus());
  });
})();

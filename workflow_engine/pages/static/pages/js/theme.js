// Light or dark: what was chosen on this machine, or else what the system asks for. Loaded in the
// head, before anything is drawn, so that no page flashes in the wrong colours.

(() => {
  const KEY = "chuan-theme";
  const system = window.matchMedia("(prefers-color-scheme: dark)");

  function chosen() {
    try {
      const value = localStorage.getItem(KEY);
      return value === "light" || value === "dark" ? value : null;
    } catch {
      return null; // storage is closed to this page: follow the system
    }
  }

  function apply() {
    document.documentElement.dataset.bsTheme = chosen() ?? (system.matches ? "dark" : "light");
  }

  function toggle() {
    const next = document.documentElement.dataset.bsTheme === "dark" ? "light" : "dark";
    try {
      localStorage.setItem(KEY, next);
    } catch {
      // not remembered, but shown
    }
    document.documentElement.dataset.bsTheme = next;
  }

  apply();
  system.addEventListener("change", apply);
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-theme-toggle]")) toggle();
  });
  document.addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll("[data-theme-toggle]")) button.hidden = false;
  });
})();

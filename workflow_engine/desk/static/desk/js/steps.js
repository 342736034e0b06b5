// Help on the page of a conference; the page works without it.
//
//   [data-tick-all=name]   ticks every checkbox of that name
//   [data-ticked=name]     tells how many are ticked

(() => {
  function boxes(name) {
    return [...document.querySelectorAll(`input[type="checkbox"][name="${name}"]`)];
  }

  function tell() {
    for (const place of document.querySelectorAll("[data-ticked]")) {
      const all = boxes(place.dataset.ticked);
      place.textContent = `${all.filter((box) => box.checked).length} / ${all.length}`;
      place.hidden = false;
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll("[data-tick-all]")) {
      button.hidden = false;
      button.addEventListener("click", () => {
        for (const box of boxes(button.dataset.tickAll)) box.checked = true;
        tell();
      });
    }
    tell();
    document.addEventListener("change", tell);
  });
})();

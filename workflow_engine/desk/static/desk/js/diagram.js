// Draws a procedure with the state of a dossier on it, by bpmn-js (loaded before this file).
//
//   <div class="diagram" data-bpmn="URL of the BPMN" data-states="URL of the states"></div>
//
// The states are {"id of an element": "done" | "now" | "stopped"}; they may also stand in the page as
// <script type="application/json" id="x"> named by data-states-id="x". Where the drawing fails, what
// the element held stays: Viewflow's own picture, or words.

(() => {
  const MARGIN = 40;
  const FONT = '"Be Vietnam Pro", "Noto Sans", sans-serif';

  async function text(url) {
    const response = await fetch(url, { credentials: "same-origin" });
    if (!response.ok) throw new Error(`${response.status} ${url}`);
    return response.text();
  }

  async function states(element) {
    const inPage = document.getElementById(element.dataset.statesId ?? "");
    if (inPage) return JSON.parse(inPage.textContent);
    return element.dataset.states ? JSON.parse(await text(element.dataset.states)) : {};
  }

  // The colours of the theme, given by name so that they follow a change of theme.
  function makeViewer(container) {
    return new window.BpmnJS({
      container,
      bpmnRenderer: {
        defaultFillColor: "var(--surface)",
        defaultStrokeColor: "var(--ink-2)",
        defaultLabelColor: "var(--ink)",
      },
      textRenderer: {
        defaultStyle: { fontFamily: FONT, fontSize: 12 },
        externalStyle: { fontFamily: FONT, fontSize: 11 },
      },
    });
  }

  function fit(canvas) {
    canvas.zoom("fit-viewport", "auto");
    const { outer, inner, scale } = canvas.viewbox();
    const width = Math.max(inner.width + 2 * MARGIN, outer.width / Math.max(scale, 1));
    const height = (width * outer.height) / outer.width;
    canvas.viewbox({
      x: inner.x + inner.width / 2 - width / 2,
      y: inner.y + inner.height / 2 - height / 2,
      width,
      height: Math.max(height, 1),
    });
  }

  // A drawing too wide to be read whole is shown at a legible size around the present step.
  function show(canvas, registry, current) {
    fit(canvas);
    const legible = 0.6;
    if (canvas.zoom() >= legible) return;
    canvas.zoom(legible);
    const target = registry.get(current) ?? registry.find((shape) => shape.type === "bpmn:StartEvent");
    if (target) canvas.scrollToElement(target, MARGIN);
  }

  async function draw(element) {
    const container = document.createElement("div");
    container.className = "diagram-canvas";
    try {
      const [xml, marks] = await Promise.all([
        text(element.dataset.bpmn),
        states(element),
        // Text is measured while it is drawn: its letters must be there first.
        document.fonts.load(`12px ${FONT}`, "Đề xuất ộ"),
      ]);
      const kept = [...element.childNodes];
      element.dataset.drawn = "now";
      element.replaceChildren(container);
      const viewer = makeViewer(container);
      try {
        await viewer.importXML(xml);
      } catch (error) {
        element.replaceChildren(...kept);
        throw error;
      }
      const canvas = viewer.get("canvas");
      const registry = viewer.get("elementRegistry");
      for (const [id, state] of Object.entries(marks)) {
        if (registry.get(id)) canvas.addMarker(id, `is-drawn-${state}`);
      }
      // The step in hand; of a dossier that is over, the last thing that happened.
      const reached = Object.keys(marks);
      const current = reached.find((id) => marks[id] === "now") ?? reached.at(-1);
      show(canvas, registry, current);
      element.dataset.drawn = "yes";
    } catch (error) {
      element.dataset.drawn = "no";
      console.error("The diagram could not be drawn:", error);
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    for (const element of document.querySelectorAll(".diagram[data-bpmn]")) draw(element);
  });
})();

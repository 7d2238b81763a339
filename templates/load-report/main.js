// Draws every chart of the page, and again when the window or the colours change.

/** @type {any} */
const data = JSON.parse(document.getElementById("report-data")?.textContent ?? "{}");

/** @type {Record<ChartSpec["kind"], (place: HTMLElement, spec: ChartSpec) => Drawn>} */
const DRAW = {
  time: drawTime,
  xy: drawXy,
  spectrum: drawSpectrum,
  heat: drawHeat,
  histogram: drawHistogram,
  law: drawLaw,
  forest: drawForest,
};

/** @type {Map<HTMLElement, Drawn>} */
const drawn = new Map();

function drawAll() {
  for (const place of document.querySelectorAll("[data-chart]")) if (place instanceof HTMLElement) drawOne(place);
  for (const bar of document.querySelectorAll("[data-share]"))
    if (bar instanceof HTMLElement) bar.style.width = `${Math.max(0.5, 100 * Number(bar.dataset["share"]))}%`;
}

/** @param {HTMLElement} place */
function drawOne(place) {
  drawn.get(place)?.destroy();
  /** @type {ChartSpec} */
  const spec = JSON.parse(place.dataset["chart"] ?? "{}");
  try {
    drawn.set(place, DRAW[spec.kind](place, spec));
    place.dataset["drawn"] = "yes";
  } catch (failure) {
    place.dataset["drawn"] = "no";
    place.textContent = "This chart could not be drawn; its table is below.";
    console.error(failure);
  }
}

/** @type {Map<HTMLElement, number>} */
const widths = new Map();

function resizeAll() {
  for (const [place, chart] of drawn) {
    if (widths.get(place) === place.clientWidth) continue;
    widths.set(place, place.clientWidth);
    chart.resize(place.clientWidth);
  }
}

const theme = /^#(light|dark)$/.exec(location.hash)?.[1];
if (theme !== undefined) document.documentElement.dataset["theme"] = theme;
drawAll();
// In a frame of its own: drawing inside the observer would make it observe itself.
new ResizeObserver(() => requestAnimationFrame(resizeAll)).observe(document.body);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);

// Paper is light, and as wide as it is.
addEventListener("beforeprint", () => {
  document.documentElement.dataset["theme"] = "light";
  drawAll();
});
addEventListener("afterprint", () => {
  if (theme === undefined) delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
  drawAll();
});

for (const button of document.querySelectorAll("[data-save]"))
  button.addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(data, undefined, 2)], { type: "application/json" }));
    link.download = "load-report.json";
    link.click();
    URL.revokeObjectURL(link.href);
  });

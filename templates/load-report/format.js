// Numbers and colours, as every chart writes and paints them.

/** What lies at a place of the data; `*` is every item of a list: `curve.points.*.users`. @param {string} path @returns {any} */
function valueAt(path) {
  const [head = "", rest] = path.split(".*.");
  const found = head.split(".").reduce((value, key) => value?.[key], data);
  return rest === undefined ? found : found.map((/** @type {any} */ item) => item[rest]);
}

/** Three digits that matter, with thousands separators. @param {number | null | undefined} value */
function short(value) {
  if (value === null || value === undefined) return "–";
  if (value === 0) return "0";
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : Math.abs(value) >= 1 ? 2 : 3;
  return value.toLocaleString("en-US", { maximumFractionDigits: digits });
}

/** A tick of an axis: no more digits than it needs. @param {number | null} value */
function tick(value) {
  if (value === null) return "";
  const size = Math.abs(value);
  if (size >= 1e9) return `${trim(value / 1e9)}G`;
  if (size >= 1e6) return `${trim(value / 1e6)}M`;
  if (size >= 1e4) return `${trim(value / 1e3)}k`;
  return trim(value);
}

/** @param {number} value */
const trim = (value) => String(Number(value.toPrecision(3)));

/** @param {string} name */
const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

/** @param {string} hex as `#rrggbb` @param {number} alpha */
const faded = (hex, alpha) =>
  `${hex}${Math.round(alpha * 255)
    .toString(16)
    .padStart(2, "0")}`;

/** A canvas of that size in CSS pixels, sharp on every screen. @param {HTMLCanvasElement} canvas @param {number} width @param {number} height */
function sized(canvas, width, height) {
  const ratio = devicePixelRatio || 1;
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const pen = canvas.getContext("2d");
  pen?.scale(ratio, ratio);
  return pen;
}

// Latency over time: each cell is the requests that ended then and took that long.

const HEAT_HEIGHT = 300;
const HEAT_MARGIN = { left: 64, right: 8, top: 8, bottom: 26 };

/** @param {HTMLElement} place @returns {Drawn} */
function drawHeat(place) {
  const { widthMs, heat, p50Ms, p99Ms } = valueAt("timeline");
  const map = {
    widthMs,
    bounds: heat.fromMs,
    highest: heat.highest,
    columns: heat.columns.map(cellsOf),
    lines: [
      { values: p50Ms, name: "text" },
      { values: p99Ms, name: "red" },
    ],
  };
  const canvas = document.createElement("canvas");
  canvas.tabIndex = 0;
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", "Latency over time as a heat map; arrow keys read its cells");
  const told = document.createElement("output");
  told.className = "told";
  told.textContent = "Point at a cell, or use the arrow keys. Lines: P50 and P99.";
  place.append(canvas, told);
  const cursor = { column: 0, row: 0 };
  const paint = (/** @type {number} */ width) => paintHeat(canvas, map, width);
  const tell = () => {
    told.textContent = cellText(map, cursor);
  };
  canvas.addEventListener("pointermove", (event) => {
    Object.assign(cursor, cellUnder(canvas, map, event));
    tell();
  });
  canvas.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    cursor.column = Math.min(map.columns.length - 1, Math.max(0, cursor.column + step[0]));
    cursor.row = Math.min(map.bounds.length - 2, Math.max(0, cursor.row + step[1]));
    tell();
  });
  paint(place.clientWidth);
  return {
    resize: paint,
    destroy: () => {
      canvas.remove();
      told.remove();
    },
  };
}

/** @type {Record<string, readonly [number, number]>} */
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/** @param {string} text as `row:count row:count` @returns {Map<number, number>} */
function cellsOf(text) {
  const pairs = text.split(" ").filter((pair) => pair !== "");
  return new Map(pairs.map((pair) => /** @type {[number, number]} */ (pair.split(":").map(Number))));
}

/** @typedef {{ widthMs: number, bounds: number[], highest: number, columns: Map<number, number>[], lines: { values: (number | null)[], name: string }[] }} HeatMap */

/** @param {HTMLCanvasElement} canvas @param {HeatMap} map @param {number} width */
function paintHeat(canvas, map, width) {
  const pen = sized(canvas, width, HEAT_HEIGHT);
  if (pen === null) return;
  const box = {
    left: HEAT_MARGIN.left,
    top: HEAT_MARGIN.top,
    width: width - HEAT_MARGIN.left - HEAT_MARGIN.right,
    height: HEAT_HEIGHT - HEAT_MARGIN.top - HEAT_MARGIN.bottom,
  };
  paintCells(pen, map, box);
  paintLines(pen, map, box);
  paintAxes(pen, map, box);
}

/** @typedef {{ left: number, top: number, width: number, height: number }} Box */

/** @param {CanvasRenderingContext2D} pen @param {HeatMap} map @param {Box} box */
function paintCells(pen, { columns, bounds, highest }, box) {
  const rows = bounds.length - 1;
  const [cellWidth, cellHeight] = [box.width / columns.length, box.height / rows];
  const stops = ["heat0", "heat1", "heat2", "heat3"].map(color).map(channels);
  columns.forEach((cells, column) => {
    for (const [row, count] of cells) {
      pen.fillStyle = mixed(stops, Math.log1p(count) / Math.log1p(highest));
      // Half a pixel more closes the seams between cells.
      pen.fillRect(
        box.left + column * cellWidth,
        box.top + box.height - (row + 1) * cellHeight,
        cellWidth + 0.5,
        cellHeight + 0.5,
      );
    }
  });
}

/** @param {string} hex */
const channels = (hex) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

/** @param {number[][]} stops @param {number} share */
function mixed(stops, share) {
  const place = Math.min(stops.length - 1.0001, share * (stops.length - 1));
  const index = Math.floor(place);
  const [from = [], to = []] = [stops[index], stops[index + 1]];
  return `rgb(${from.map((value, at) => Math.round(value + ((to[at] ?? 0) - value) * (place - index))).join(",")})`;
}

/** Where a latency lies on the logarithmic axis. @param {HeatMap} map @param {Box} box @param {number} milliseconds */
function heightOf({ bounds }, box, milliseconds) {
  const [low, high] = [Math.log(bounds[0] || 1e-3), Math.log(bounds.at(-1) ?? 1)];
  return box.top + box.height * (1 - (Math.log(milliseconds) - low) / Math.max(1e-9, high - low));
}

/** @param {CanvasRenderingContext2D} pen @param {HeatMap} map @param {Box} box */
function paintLines(pen, map, box) {
  for (const { values, name } of map.lines) {
    pen.strokeStyle = color(name);
    pen.lineWidth = 1.25;
    pen.beginPath();
    values.forEach((value, index) => {
      if (value === null || value <= 0) return;
      pen.lineTo(box.left + ((index + 0.5) * box.width) / values.length, heightOf(map, box, value));
    });
    pen.stroke();
  }
}

/** @param {CanvasRenderingContext2D} pen @param {HeatMap} map @param {Box} box */
function paintAxes(pen, map, box) {
  pen.fillStyle = color("muted");
  pen.font = "12px system-ui, sans-serif";
  pen.textAlign = "right";
  pen.textBaseline = "middle";
  for (const value of roundValues(map.bounds))
    pen.fillText(`${tick(value)} ms`, box.left - 6, heightOf(map, box, value));
  pen.textBaseline = "top";
  const seconds = (map.columns.length * map.widthMs) / 1000;
  const step = roundStep((seconds * 80) / box.width);
  for (let at = 0; at <= seconds * 0.97; at += step) {
    pen.textAlign = at === 0 ? "left" : "center";
    pen.fillText(`${trim(at)} s`, box.left + (box.width * at) / seconds, box.top + box.height + 8);
  }
}

/** The next of 1, 2, 5, 10, … @param {number} least */
function roundStep(least) {
  const power = 10 ** Math.floor(Math.log10(least));
  return ([1, 2, 5].find((digit) => digit * power >= least) ?? 10) * power;
}

/** 1, 2, 5, 10, … within the axis, at most about eight. @param {number[]} bounds */
function roundValues(bounds) {
  const [low = 1, high = 1] = [bounds[0] || 1e-3, bounds.at(-1)];
  const all = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power += 1)
    for (const digit of [1, 2, 5]) all.push(digit * 10 ** power);
  const inside = all.filter((value) => value >= low && value <= high);
  const every = inside.length > 8 ? 3 : 1;
  return inside.filter((value) => every === 1 || /^1/.test(String(value).replace(/^0\.0*/, "")));
}

/** @param {HTMLCanvasElement} canvas @param {HeatMap} map @param {PointerEvent} event */
function cellUnder(canvas, map, event) {
  const bounds = canvas.getBoundingClientRect();
  const x = (event.clientX - bounds.left - HEAT_MARGIN.left) / (bounds.width - HEAT_MARGIN.left - HEAT_MARGIN.right);
  const y = 1 - (event.clientY - bounds.top - HEAT_MARGIN.top) / (HEAT_HEIGHT - HEAT_MARGIN.top - HEAT_MARGIN.bottom);
  const within = (/** @type {number} */ share, /** @type {number} */ count) =>
    Math.min(count - 1, Math.max(0, Math.floor(share * count)));
  return { column: within(x, map.columns.length), row: within(y, map.bounds.length - 1) };
}

/** @param {HeatMap} map @param {{ column: number, row: number }} cell */
function cellText({ widthMs, bounds, columns }, { column, row }) {
  const count = columns[column]?.get(row) ?? 0;
  return `${trim((column * widthMs) / 1000)} to ${trim(((column + 1) * widthMs) / 1000)} s, ${short(bounds[row])} to ${short(bounds[row + 1])} ms: ${short(count)} requests`;
}

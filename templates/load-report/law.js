// Throughput against users, and the Universal Scalability Law through it.

const LAW_POINTS = 80;

/** @param {HTMLElement} place @param {ChartSpec} spec @returns {Drawn} */
function drawLaw(place, spec) {
  const { points, law } = valueAt("curve");
  /** @type {Map<number, number>} */
  const measured = new Map(points.map((/** @type {any} */ point) => [point.users, point.perSecond]));
  const last = 1.25 * Math.max(...measured.keys(), law.peak?.users ?? 1);
  const hasLaw = law.kind !== "refused";
  const between = hasLaw
    ? Array.from({ length: LAW_POINTS }, (_, index) => 1 + ((last - 1) * index) / (LAW_POINTS - 1))
    : [];
  const users = [...new Set([...measured.keys(), ...between])].sort((a, b) => a - b);
  const series = [
    { ...lineOf({ label: "measured", path: "", color: "blue", points: true }, "/s"), stroke: color("blue") },
    ...(hasLaw ? [lineOf({ label: "Universal Scalability Law", path: "", color: "orange", dash: true }, "/s")] : []),
  ];
  return plot(place, {
    data: [
      users,
      users.map((count) => measured.get(count) ?? null),
      ...(hasLaw ? [users.map((count) => lawAt(law, count))] : []),
    ],
    series: [xSeries("users", ""), ...series],
    axes: [{ ...valueAxis(""), incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4] }, valueAxis("/s")],
    scales: fromZero(spec.marks),
    marks: spec.marks,
    height: 280,
  });
}

/** X(N) = g·N / (1 + a(N−1) + b·N(N−1)), Gunther 2007. @param {any} law @param {number} users */
const lawAt = ({ perUser, contention, coherency }, users) =>
  (perUser * users) / (1 + contention * (users - 1) + coherency * users * (users - 1));

const ROW_HEIGHT = 40;

/** Changes with their intervals about zero: what lies within the grey band does not matter. @param {HTMLElement} place @returns {Drawn} */
function drawForest(place) {
  const canvas = document.createElement("canvas");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", "Changes with their intervals; the table below holds the same figures");
  place.append(canvas);
  const rows = valueAt("measures").filter((/** @type {any} */ row) => row.changePercent !== null);
  const paint = (/** @type {number} */ width) =>
    paintForest(canvas, { rows, tolerance: valueAt("tolerancePercent") }, width);
  paint(place.clientWidth);
  return { resize: paint, destroy: () => canvas.remove() };
}

/** @param {HTMLCanvasElement} canvas @param {{ rows: any[], tolerance: number }} parts @param {number} width */
function paintForest(canvas, { rows, tolerance }, width) {
  const height = rows.length * ROW_HEIGHT + 30;
  const pen = sized(canvas, width, height);
  if (pen === null) return;
  const edge =
    1.15 *
    Math.max(
      tolerance,
      ...rows.flatMap((row) =>
        [row.lowPercent, row.highPercent, row.changePercent].map((value) => Math.abs(value ?? 0)),
      ),
    );
  const left = 84;
  const at = (/** @type {number} */ percent) => left + ((width - left - 12) * (percent + edge)) / (2 * edge);
  pen.fillStyle = color("grid");
  pen.fillRect(at(-tolerance), 0, at(tolerance) - at(-tolerance), height - 24);
  line(pen, [at(0), 0, at(0), height - 24], "muted");
  pen.font = "12px system-ui, sans-serif";
  pen.textBaseline = "middle";
  rows.forEach((row, index) => paintChange(pen, { row, y: (index + 0.5) * ROW_HEIGHT, at, edge }));
  pen.fillStyle = color("muted");
  pen.textAlign = "center";
  const step = roundStep((2 * edge * 64) / (width - left));
  for (let percent = -Math.floor(edge / step) * step; percent <= edge; percent += step)
    pen.fillText(`${percent > 0 ? "+" : ""}${trim(percent)}%`, at(percent), height - 10);
}

/** @param {CanvasRenderingContext2D} pen @param {{ row: any, y: number, at: (percent: number) => number, edge: number }} parts */
function paintChange(pen, { row, y, at, edge }) {
  const name = row.kind === "different" ? "red" : row.kind === "same" ? "green" : "grey";
  pen.lineWidth = 3;
  line(pen, [at(row.lowPercent ?? -edge), y, at(row.highPercent ?? edge), y], name);
  pen.lineWidth = 1;
  pen.fillStyle = color(name);
  pen.beginPath();
  pen.arc(at(row.changePercent), y, 5, 0, 2 * Math.PI);
  pen.fill();
  pen.fillStyle = color("text");
  pen.textAlign = "left";
  pen.fillText(row.name, 4, y);
}

/** @param {CanvasRenderingContext2D} pen @param {readonly [number, number, number, number]} ends @param {string} name */
function line(pen, [x1, y1, x2, y2], name) {
  pen.strokeStyle = color(name);
  pen.beginPath();
  pen.moveTo(x1, y1);
  pen.lineTo(x2, y2);
  pen.stroke();
}

// Lines and areas over time or over any other figure.

const HEIGHT = 220;

/**
 * @param {HTMLElement} place
 * @param {{ data: any, series: any[], bands?: any[], scales?: any, axes?: any[], marks?: ChartSpec["marks"], sync?: boolean, height?: number }} parts
 * @returns {Drawn}
 */
function plot(place, { data: columns, series, bands, scales, axes = [{}, {}], marks = [], sync, height = HEIGHT }) {
  const axisLook = {
    stroke: color("muted"),
    grid: { stroke: color("grid"), width: 1 },
    ticks: { stroke: color("grid"), width: 1, size: 4 },
    font: "12px system-ui, sans-serif",
  };
  const chart = new uPlot(
    {
      width: place.clientWidth,
      height,
      series,
      ...(bands === undefined ? {} : { bands }),
      scales: { x: { time: false }, ...scales },
      axes: axes.map((axis, index) => ({ ...axisLook, size: index === 1 ? 66 : 34, ...axis })),
      legend: { live: true },
      cursor: { drag: { x: false, y: false }, ...(sync ? { sync: { key: "time" } } : {}) },
      hooks: { draw: [(/** @type {any} */ drawn) => drawMarks(drawn, marks)] },
    },
    columns,
    place,
  );
  return { resize: (width) => chart.setSize({ width, height }), destroy: () => chart.destroy() };
}

/** Horizontal lines: what was promised. @param {any} chart @param {NonNullable<ChartSpec["marks"]>} marks */
function drawMarks(chart, marks) {
  const { ctx, bbox } = chart;
  const ratio = devicePixelRatio || 1;
  for (const { value, label } of marks) {
    const y = Math.round(chart.valToPos(value, "y", true));
    if (!(y >= bbox.top && y <= bbox.top + bbox.height)) continue;
    ctx.save();
    ctx.strokeStyle = color("red");
    ctx.fillStyle = color("red");
    ctx.lineWidth = ratio;
    ctx.setLineDash([6 * ratio, 4 * ratio]);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    ctx.font = `${11 * ratio}px system-ui, sans-serif`;
    ctx.textAlign = "left";
    ctx.textBaseline = "bottom";
    ctx.fillText(label, bbox.left + 6 * ratio, y - 2 * ratio);
    ctx.restore();
  }
}

/** @param {SeriesSpec} spec @param {string} unit */
const lineOf = (spec, unit) => ({
  label: spec.label,
  stroke: color(spec.color),
  width: 1.75,
  ...(spec.dash ? { dash: [6, 4] } : {}),
  ...(spec.fill ? { fill: faded(color(spec.color), 0.25) } : {}),
  ...(spec.points
    ? { paths: () => null, points: { show: true, size: 7, fill: color(spec.color) } }
    : { points: { show: false } }),
  value: (/** @type {unknown} */ _chart, /** @type {number | null} */ value) =>
    value === null ? "–" : `${short(value)}${unit}`,
});

const xSeries = (/** @type {string} */ label, /** @type {string} */ unit) => ({
  label,
  value: (/** @type {unknown} */ _chart, /** @type {number | null} */ value) =>
    value === null ? "–" : `${short(value)}${unit}`,
});

const valueAxis = (/** @type {string} */ unit) => ({
  values: (/** @type {unknown} */ _chart, /** @type {number[]} */ splits) =>
    splits.map((split) => (split === null ? "" : `${tick(split)}${unit}`)),
});

/** Powers of ten alone; 1, 2 and 5 of each where there are few of them. */
const logSplits = (
  /** @type {unknown} */ _chart,
  /** @type {number} */ _axis,
  /** @type {number} */ low,
  /** @type {number} */ high,
) => {
  const digits = high / low > 100 ? [1] : [1, 2, 5];
  const powers = Array.from(
    { length: Math.ceil(Math.log10(high / low)) + 2 },
    (_, index) => 10 ** (Math.floor(Math.log10(low)) + index),
  );
  return powers
    .flatMap((power) => digits.map((digit) => Number((digit * power).toPrecision(1))))
    .filter((value) => value >= low && value <= high * 1.0001);
};

/** From zero, with some air above the highest value and whatever is marked. @param {ChartSpec["marks"]} marks */
const fromZero = (marks) => ({
  y: {
    range: (/** @type {unknown} */ _chart, /** @type {unknown} */ _low, /** @type {number | null} */ high) => [
      0,
      1.08 * (Math.max(high ?? 0, ...(marks ?? []).map(({ value }) => value)) || 1),
    ],
  },
});

/** @param {HTMLElement} place @param {ChartSpec} spec @returns {Drawn} */
function drawTime(place, spec) {
  const specs = spec.series ?? [];
  const width = valueAt("timeline.widthMs") / 1000;
  const columns = specs.map((one) => valueAt(one.path));
  const xs = columns[0].map((/** @type {unknown} */ _, /** @type {number} */ index) =>
    Number(((index + 0.5) * width).toFixed(3)),
  );
  const axes = [valueAxis(" s"), valueAxis(spec.unit)];
  const common = { axes, scales: fromZero(spec.marks), marks: spec.marks, sync: true };
  if (spec.stacked !== true)
    return plot(place, {
      ...common,
      data: [xs, ...columns],
      series: [xSeries("time", " s"), ...specs.map((one) => lineOf(one, spec.unit))],
    });
  return drawStacked(place, { spec, xs, columns, common });
}

/** The highest sum lies behind, each lower one in front of it. @param {HTMLElement} place @param {any} parts @returns {Drawn} */
function drawStacked(place, { spec, xs, columns, common }) {
  /** @type {number[][]} */
  const sums = [];
  for (const column of columns) {
    const below = sums.at(-1);
    sums.push(column.map((/** @type {number} */ value, /** @type {number} */ index) => value + (below?.[index] ?? 0)));
  }
  const series = spec.series.map((/** @type {SeriesSpec} */ one, /** @type {number} */ index) => ({
    ...lineOf(one, spec.unit),
    fill: color(one.color),
    width: 0,
    value: (
      /** @type {unknown} */ _chart,
      /** @type {unknown} */ _sum,
      /** @type {number} */ _series,
      /** @type {number | null} */ at,
    ) => (at === null ? "–" : `${short(columns[index][at])}${spec.unit}`),
  }));
  return plot(place, {
    ...common,
    data: [xs, ...sums.reverse()],
    series: [xSeries("time", " s"), ...series.reverse()],
  });
}

/** @param {HTMLElement} place @param {ChartSpec} spec @returns {Drawn} */
function drawXy(place, spec) {
  const specs = spec.series ?? [];
  return plot(place, {
    data: [valueAt(spec.xPath ?? ""), ...specs.map((one) => valueAt(one.path))],
    series: [xSeries(spec.xLabel ?? "", ""), ...specs.map((one) => lineOf(one, spec.unit))],
    axes: [{ ...valueAxis(""), label: spec.xLabel ?? "", labelSize: 20 }, valueAxis(spec.unit)],
    scales: fromZero(spec.marks),
    marks: spec.marks,
    height: 280,
  });
}

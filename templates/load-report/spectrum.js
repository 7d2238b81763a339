// The percentile spectrum: latency over 1/(1-q), so that each nine takes as much room as the one before.

const NINES = [1, 2, 4, 10, 20, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8];
const FEWER_NINES = NINES.filter((value) => value !== 2 && value !== 4 && value !== 20);

/** @param {number | null} inverse 1/(1-q) */
function quantileText(inverse) {
  if (inverse === null) return "";
  return `${Number((100 * (1 - 1 / inverse)).toPrecision(7))}%`;
}

/** @param {HTMLElement} place @param {ChartSpec} spec @returns {Drawn} */
function drawSpectrum(place, spec) {
  const { quantiles, latencyMs, lowMs, highMs, generatorMs } = valueAt("distribution");
  const xs = quantiles.map((/** @type {number} */ share) => 1 / (1 - share));
  const last = Math.max(10, xs.at(-1));
  const lowest = Math.min(...latencyMs);
  const isLog = Math.max(...latencyMs) > 20 * lowest && lowest > 0;
  const known = (/** @type {(number | null)[]} */ column) =>
    column.map((value) => (isLog && !(value !== null && value > 0) ? null : value));
  const hasGenerator = generatorMs.some((/** @type {number | null} */ value) => value !== null && value > 0);
  const edge = { stroke: faded(color("blue"), 0.4), width: 1 };
  return plot(place, {
    data: [xs, latencyMs, known(highMs), known(lowMs), ...(hasGenerator ? [known(generatorMs)] : [])],
    series: [
      {
        label: "percentile",
        value: (/** @type {unknown} */ _chart, /** @type {number | null} */ value) =>
          value === null ? "–" : quantileText(value),
      },
      lineOf({ label: "latency", path: "", color: "blue" }, " ms"),
      { ...lineOf({ label: "interval to", path: "", color: "blue" }, " ms"), ...edge },
      { ...lineOf({ label: "interval from", path: "", color: "blue" }, " ms"), ...edge },
      ...(hasGenerator
        ? [lineOf({ label: "generator's own delay", path: "", color: "orange", dash: true }, " ms")]
        : []),
    ],
    bands: [{ series: [2, 3], fill: faded(color("blue"), 0.18) }],
    scales: {
      x: { time: false, distr: 3, range: [1, last] },
      y: isLog ? { distr: 3 } : fromZero(spec.marks).y,
    },
    axes: [
      {
        splits: () => (place.clientWidth < 560 ? FEWER_NINES : NINES).filter((value) => value <= last),
        filter: (/** @type {unknown} */ _chart, /** @type {number[]} */ splits) => splits,
        values: (/** @type {unknown} */ _chart, /** @type {number[]} */ splits) => splits.map(quantileText),
      },
      {
        ...valueAxis(" ms"),
        ...(isLog
          ? { splits: logSplits, filter: (/** @type {unknown} */ _chart, /** @type {number[]} */ splits) => splits }
          : {}),
      },
    ],
    marks: spec.marks,
    height: 280,
  });
}

/** Requests by latency, on a logarithmic axis. @param {HTMLElement} place @param {ChartSpec} spec @returns {Drawn} */
function drawHistogram(place, spec) {
  const { bucketFromMs, bucketSuccessful, bucketFailed } = valueAt("distribution");
  const xs = bucketSuccessful.map((/** @type {unknown} */ _, /** @type {number} */ index) => index + 0.5);
  const all = bucketSuccessful.map(
    (/** @type {number} */ count, /** @type {number} */ index) => count + bucketFailed[index],
  );
  const bars = uPlot.paths.bars?.({ size: [0.9, 60] });
  const bar = (/** @type {string} */ name) => ({ paths: bars, fill: color(name), width: 0, points: { show: false } });
  const count =
    (/** @type {number[]} */ column) =>
    (
      /** @type {unknown} */ _chart,
      /** @type {unknown} */ _value,
      /** @type {unknown} */ _series,
      /** @type {number | null} */ at,
    ) =>
      at === null ? "–" : short(column[at]);
  return plot(place, {
    data: [xs, all, bucketSuccessful],
    series: [
      {
        label: "latency",
        value: (
          /** @type {unknown} */ _chart,
          /** @type {number | null} */ _value,
          /** @type {unknown} */ _series,
          /** @type {number | null} */ at,
        ) =>
          at === null || at === undefined ? "–" : `${short(bucketFromMs[at])} to ${short(bucketFromMs[at + 1])} ms`,
      },
      { label: "failed", ...bar("red"), value: count(bucketFailed) },
      { label: "successful", ...bar("blue"), value: count(bucketSuccessful) },
    ],
    scales: { x: { time: false, range: [0, xs.length] }, ...fromZero([]) },
    axes: [
      {
        grid: { show: false },
        splits: (/** @type {any} */ chart) => {
          const every = Math.max(1, Math.ceil((xs.length * 84) / chart.width));
          return xs.flatMap((/** @type {unknown} */ _, /** @type {number} */ index) =>
            index % every === 0 ? [index] : [],
          );
        },
        values: (/** @type {unknown} */ _chart, /** @type {number[]} */ splits) =>
          splits.map((split) => `${tick(bucketFromMs[split])} ms`),
      },
      valueAxis(""),
    ],
    marks: spec.marks,
  });
}

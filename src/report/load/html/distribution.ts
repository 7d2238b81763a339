import { formatCount, formatDecimal } from "../../../kit/index.ts";
import type { Distribution, LoadReport } from "../../../load/result/index.ts";
import { formatMs } from "../numbers.ts";
import { chart } from "./chart.ts";
import { card, table, type Markup } from "./elements.ts";

/** The whole latency distribution: as a spectrum of percentiles, and as a histogram. */
export function distributionCards(report: LoadReport): readonly Markup[] {
  const { distribution, thresholds } = report;
  if (distribution === null) return [];
  const target = thresholds.find(({ name, step, unit }) => name === "p99" && step === null && unit === "ms");
  const marks = target === undefined ? [] : [{ value: target.limit, label: `P99 target ${formatMs(target.limit)} ms` }];
  return [
    card(
      {
        title: "Latency by percentile",
        hint: "All finished requests, failures included. Each nine takes as much room as the one before; the band is the 95% confidence interval.",
        wide: true,
      },
      chart({ kind: "spectrum", unit: " ms", marks }, "Latency by percentile", spectrumTable(distribution)),
    ),
    card(
      { title: "Latency histogram", hint: "Requests by latency, on a logarithmic axis.", wide: true },
      chart({ kind: "histogram", unit: "" }, "Requests by latency", histogramTable(distribution)),
    ),
  ];
}

function spectrumTable({ quantiles, latencyMs, lowMs, highMs, generatorMs }: Distribution): Markup {
  const maybe = (value: number | null | undefined): string =>
    value === null || value === undefined ? "–" : formatMs(value);
  return table(
    [
      { title: "share", kind: "n" },
      { title: "latency ms", kind: "n" },
      { title: "from ms", kind: "n" },
      { title: "to ms", kind: "n" },
      { title: "generator's own ms", kind: "n" },
    ],
    quantiles.map((share, index) => [
      `${Number((share * 100).toFixed(5))}%`,
      maybe(latencyMs[index]),
      maybe(lowMs[index]),
      maybe(highMs[index]),
      maybe(generatorMs[index]),
    ]),
  );
}

function histogramTable({ bucketFromMs, bucketSuccessful, bucketFailed }: Distribution): Markup {
  const digits = (value: number): string => formatDecimal(value, value < 10 ? 3 : 1);
  return table(
    [
      { title: "from ms", kind: "n" },
      { title: "to ms", kind: "n" },
      { title: "successful", kind: "n" },
      { title: "failed", kind: "n" },
    ],
    bucketSuccessful.map((count, index) => [
      digits(bucketFromMs[index] ?? 0),
      digits(bucketFromMs[index + 1] ?? 0),
      formatCount(count),
      formatCount(bucketFailed[index] ?? 0),
    ]),
  );
}

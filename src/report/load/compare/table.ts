import { formatDecimal, textTable } from "../../../kit/index.ts";
import type { ComparedMeasure, CompareReport } from "../../../load/compare/result/index.ts";
import { formatMs } from "../numbers.ts";
import { intervalText, moreText, nameOf, percentText } from "./sentences.ts";

const UNITS: Readonly<Record<ComparedMeasure["name"], string>> = {
  p50: "ms",
  p90: "ms",
  p99: "ms",
  throughput: "req/s",
  failures: "%",
};

/** A row for each measure. */
export function measureLines({ measures }: Pick<CompareReport, "measures">): readonly string[] {
  if (measures.length === 0) return [];
  const right = { align: "right" as const };
  const columns = [
    { title: "" },
    { title: "A", ...right },
    { title: "B", ...right },
    { title: "change", ...right },
    { title: "interval" },
    { title: "" },
  ];
  const rows = measures.map(measureCells);
  return [
    "MEASURES:",
    ...textTable(columns, rows)
      .split("\n")
      .map((line) => `  ${line}`),
  ];
}

/** What it is, both sides, the change, its interval, and what follows. */
export const measureCells = (row: ComparedMeasure): readonly string[] => [
  `${nameOf(row.name)} (${UNITS[row.name]})`,
  figureText(row, row.first),
  figureText(row, row.second),
  changeText(row),
  intervalText(row.lowPercent, row.highPercent),
  sayingOf(row),
];

function figureText({ name }: ComparedMeasure, value: number | null): string {
  if (value === null) return "-";
  if (name === "failures") return formatDecimal(value, 2);
  return name === "throughput" ? formatDecimal(value, value >= 100 ? 0 : 1) : formatMs(value);
}

const changeText = ({ name, changePercent }: ComparedMeasure): string =>
  name === "failures" ? percentText(changePercent).replace("%", " points") : percentText(changePercent);

function sayingOf({ kind, moreSeconds, name }: ComparedMeasure): string {
  if (kind === "different") return "differs";
  if (kind === "same") return "no difference that matters";
  return moreSeconds === null || name === "failures" ? "cannot tell" : `cannot tell: ${moreText(moreSeconds)}`;
}

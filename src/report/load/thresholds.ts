import { formatCount, formatDecimal, safeText, type Look } from "../../kit/index.ts";
import type { Threshold } from "../../load/result/index.ts";
import { formatMs } from "./numbers.ts";

/** What was promised, a line each; nothing where nobody asked. */
export function thresholdLines(thresholds: readonly Threshold[], { paint }: Look): readonly string[] {
  const asked = thresholds.filter(({ asked }) => asked);
  if (asked.length === 0) return [];
  return ["THRESHOLDS:", ...asked.map((threshold) => `  ${mark(threshold, paint)} ${thresholdSentence(threshold)}`)];
}

const mark = ({ met }: Threshold, paint: Look["paint"]): string => (met ? paint.green("kept  ") : paint.red("broken"));

/** @example "p99 <= 200ms: 423ms" */
export function thresholdSentence(threshold: Threshold): string {
  return `${safeText(threshold.expression)}: ${actualText(threshold)}`;
}

function actualText({ actual, unit }: Threshold): string {
  if (actual === null) return "nothing was measured";
  switch (unit) {
    case "ms":
      return `${formatMs(actual)}ms`;
    case "percent":
      return `${formatDecimal(actual, actual !== 0 && actual < 0.01 ? 4 : 2)}%`;
    case "per-second":
      return `${formatDecimal(actual, 1)}/s`;
    case "status":
      return `HTTP ${actual}`;
    case "count":
      return formatCount(actual);
  }
}

import { formatCount, safeLine } from "../../kit/index.ts";
import type { Written } from "../../load/result/index.ts";

/** What was written beside the report, and what could not be. */
export function writtenLines(written: readonly Written[] | undefined): readonly string[] {
  if (written === undefined || written.length === 0) return [];
  return ["WRITTEN:", ...written.map((one) => `  ${nameOf(one)}: ${outcomeOf(one)}`)];
}

const NAMES: Readonly<Record<Written["what"], string>> = { samples: "Samples", prometheus: "Prometheus", otlp: "OTLP" };

const nameOf = ({ what }: Written): string => NAMES[what];

function outcomeOf({ to, count, problem }: Written): string {
  const counted = count === null ? "" : ` (${formatCount(count)} requests)`;
  if (problem === null) return `${safeLine(to)}${counted}`;
  return `NOT COMPLETE${counted}: ${safeLine(problem)}`;
}

import { errors, isRecord } from "../../kit/index.ts";
import { parseThreshold, type ThresholdWish } from "./parse.ts";

/**
 * The promises of a file: a decision record (`backwright decide --json`), a JSON document with a list of expressions (its own
 * value or that of `thresholds`), or text with an expression a line. Blank lines, `#` comments, a leading `- `, quotes around
 * an expression and a line `thresholds:` are allowed, so that a YAML list reads as what it means.
 *
 * Errors: `load-bad-threshold`, `load-bad-threshold-file`.
 * @param file its name, for complaints
 * @example
 * readThresholds("p99 < 200ms\nerrors < 1%\n", "slo.txt").length; // 2
 */
export function readThresholds(text: string, file: string): readonly ThresholdWish[] {
  const found = /^\s*[[{]/.test(text) ? fromJson(parsed(text, file), file) : fromLines(text);
  if (found.length === 0) throw errors.load.badThresholdFile({ file, reason: "it holds no threshold" });
  return found;
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw errors.load.badThresholdFile({ file, reason: "it begins like JSON and is none" }, cause);
  }
}

function fromLines(text: string): readonly ThresholdWish[] {
  return text
    .split("\n")
    .map((line) =>
      line
        .replace(/(^|\s)#.*$/, "")
        .replace(/^\s*-\s+/, "")
        .trim(),
    )
    .filter((line) => line !== "" && line !== "thresholds:")
    .map((line) => parseThreshold(/^(["']).*\1$/.test(line) ? line.slice(1, -1) : line, "file"));
}

function fromJson(document: unknown, file: string): readonly ThresholdWish[] {
  if (Array.isArray(document)) return document.map((item) => fromItem(item, file));
  if (!isRecord(document)) return [];
  const record = isRecord(document["recommendation"]) ? document["recommendation"]["thresholds"] : undefined;
  const { thresholds = record } = document;
  if (Array.isArray(thresholds)) return thresholds.map((item) => fromItem(item, file));
  if (isRecord(thresholds)) return fromDecision(thresholds, file);
  if ("killCriteria" in document)
    throw errors.load.badThresholdFile({ file, reason: "the decision recommends nothing, so it promises nothing" });
  return fromDecision(document, file);
}

function fromItem(item: unknown, file: string): ThresholdWish {
  if (typeof item === "string") return parseThreshold(item, "file");
  throw errors.load.badThresholdFile({ file, reason: "its list holds something that is no text" });
}

const DECIDED: readonly (readonly [key: string, expression: (value: number) => string])[] = [
  ["p50Ms", (value) => `p50 <= ${value}ms`],
  ["p95Ms", (value) => `p95 <= ${value}ms`],
  ["p99Ms", (value) => `p99 <= ${value}ms`],
  ["errorRateMax", (share) => `errors <= ${Number((share * 100).toFixed(6))}%`],
];

function fromDecision(figures: Readonly<Record<string, unknown>>, file: string): readonly ThresholdWish[] {
  return DECIDED.flatMap(([key, expression]) => {
    const value = figures[key];
    if (value === undefined || value === null) return [];
    if (typeof value !== "number" || !(value >= 0))
      throw errors.load.badThresholdFile({ file, reason: `${key} is no number` });
    return [parseThreshold(expression(value), "decision")];
  });
}

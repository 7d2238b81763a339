import { formatDecimal, formatDuration } from "../../../kit/index.ts";
import type { ComparedMeasure, CompareReport, Gate, Verdict } from "../../../load/compare/result/index.ts";
import { findingPages } from "../../findings/index.ts";

type Name = ComparedMeasure["name"];
type Finding = CompareReport["findings"][number];

/** A finding of a comparison as a sentence. */
export const findingSentence = (finding: Finding): string =>
  findingPages.find(({ code }) => code === finding.code)?.sentence(finding) ?? finding.code;

const NAMES: Readonly<Record<Name, string>> = {
  p50: "P50",
  p90: "P90",
  p99: "P99",
  throughput: "throughput",
  failures: "failures",
};

export const nameOf = (name: Name): string => NAMES[name];

/** @example percentText(9.07); // "+9.1%" */
export function percentText(value: number | null): string {
  if (value === null) return "?";
  const text = formatDecimal(Math.abs(value), Math.abs(value) >= 100 ? 0 : 1);
  return Number(text.replaceAll(",", "")) === 0 ? "0.0%" : `${value < 0 ? "-" : "+"}${text}%`;
}

/** `[+6.8%, +10.9%]`; a side that is not known is open. */
export const intervalText = (low: number | null, high: number | null): string =>
  `[${percentText(low)}, ${percentText(high)}]`;

/** What a comparison says, in a sentence. */
export function verdictSentence({ verdict, mode }: Pick<CompareReport, "verdict" | "mode">): string {
  if (verdict.kind === "nothing-measured") return "Nothing was measured: no request succeeded on either side.";
  if (verdict.kind === "answers-differ") return "A and B do not answer alike, so their speeds do not compare.";
  if (verdict.kind === "different") return differenceSentence(verdict);
  const at = verdict.measure === null ? "" : ` at ${nameOf(verdict.measure)}`;
  const interval = intervalText(verdict.lowPercent, verdict.highPercent);
  if (verdict.kind === "same")
    return `No difference larger than ${formatDecimal(verdict.withinPercent ?? 0, 1)}%${at} ${interval}.`;
  const more = mode === "interleaved" ? `; ${moreText(verdict.moreSeconds)}` : "";
  return `Cannot tell${at}: the change is ${percentText(verdict.changePercent)} ${interval}${more}.`;
}

function differenceSentence({ measure, second, changePercent, lowPercent, highPercent }: Verdict): string {
  const size = sizeText({ changePercent, lowPercent, highPercent });
  if (measure === "throughput")
    return `B answers ${size} ${second === "slower" ? "fewer" : "more"} requests a second than A.`;
  return `B is ${second ?? "different"} than A by ${size}${measure === null ? "" : ` at ${nameOf(measure)}`}.`;
}

/** Without signs: the sentence says the direction. */
function sizeText({
  changePercent,
  lowPercent,
  highPercent,
}: Pick<Verdict, "changePercent" | "lowPercent" | "highPercent">): string {
  const isLess = (changePercent ?? 0) < 0;
  const plain = (value: number | null): string =>
    value === null ? "?" : `${formatDecimal(isLess ? -value : value, 1)}%`;
  const [near, far] = isLess ? [highPercent, lowPercent] : [lowPercent, highPercent];
  return `${plain(changePercent)} [${plain(near)}, ${plain(far)}]`;
}

export const moreText = (seconds: number | null): string =>
  seconds === null
    ? "it needs more time, too little passed to say how much"
    : `it needs ${formatDuration(seconds * 1_000)} more`;

/** Whether the gate was passed, and why not. */
export function gateSentence({ outcome, tolerancePercent, broken, unproven, strict }: Gate): string {
  const limit = `${formatDecimal(tolerancePercent, 1)}%`;
  const list = (names: readonly Name[]): string => names.map(nameOf).join(", ");
  if (outcome === "failed") return `Failed: worse by more than ${limit}, proven: ${list(broken)}.`;
  if (outcome === "passed") return `Passed: nothing is worse by more than ${limit}.`;
  const why =
    unproven.length === 0 ? "the answers are not alike" : `${list(unproven)} may be worse by more than ${limit}`;
  return `Not proven either way: ${why}.${strict ? " With --strict that fails." : ""}`;
}

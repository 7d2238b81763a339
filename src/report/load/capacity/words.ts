import { formatDecimal } from "../../../kit/index.ts";
import type { CapacityReport, CapacityTrial } from "../../../load/capacity/result/index.ts";

/** @example formatRate(151.74); // "151.7/s" */
export function formatRate(perSecond: number): string {
  return `${formatDecimal(perSecond, perSecond >= 1_000 ? 0 : perSecond >= 10 ? 1 : 2)}/s`;
}

/** The answer in a few words: `148.0/s [144.1/s to 153.0/s]`. */
export function capacityWords({ kind, perSecond, lowPerSecond, highPerSecond }: CapacityReport["capacity"]): string {
  if (perSecond === null) return kind === "none" ? "none: no rate that was tried keeps the objectives" : "unknown";
  if (kind === "at-least") return `at least ${formatRate(perSecond)}`;
  return `${formatRate(perSecond)} [${formatRate(lowPerSecond ?? 0)} to ${formatRate(highPerSecond ?? 0)}]`;
}

const PURPOSES: Readonly<Record<CapacityTrial["purpose"], string>> = {
  exponential: "step",
  bisection: "halving",
  extension: "more of it",
  repetition: "once more",
  verification: "second look",
  confirmation: "confirmation",
};

export const purposeWords = (purpose: CapacityTrial["purpose"]): string => PURPOSES[purpose];

/** `failed, growing` */
export const verdictWords = ({ verdict, isGrowing }: CapacityTrial): string =>
  isGrowing ? `${verdict}, backlog grew` : verdict;

/** How often each objective was broken, with the bounds of the last one that matters. */
export const brokenWords = ({ objectives }: Pick<CapacityTrial, "objectives">): string =>
  objectives
    .map(
      ({ brokenPercent, lowPercent, highPercent }) =>
        `${formatDecimal(brokenPercent, 2)}% [${formatDecimal(lowPercent, 2)} to ${formatDecimal(highPercent, 2)}]`,
    )
    .join(", ");

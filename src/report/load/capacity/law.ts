import { formatDecimal } from "../../../kit/index.ts";
import type { CapacityCurve } from "../../../load/capacity/result/index.ts";
import { formatRate } from "./words.ts";

const percent = (share: number): string => `${formatDecimal(share * 100, Math.abs(share) < 0.1 ? 2 : 0)}%`;

const KINDS = {
  coherency: "a peak, then less",
  contention: "a ceiling",
  linear: "no limit in sight",
} as const;

/** The Universal Scalability Law's coefficients, in words. */
export function lawWords(law: CapacityCurve["law"]): readonly string[] {
  if (law.kind === "refused")
    return [
      law.reason === "few-points"
        ? "No law fitted: it needs five numbers of users or more."
        : "No law fitted: throughput does not follow the Universal Scalability Law.",
    ];
  const { contention, contentionInterval, coherency, coherencyInterval, peak, ceilingPerSecond } = law;
  const interval = `[${percent(contentionInterval.low)} to ${percent(contentionInterval.high)}]`;
  return [
    `Universal Scalability Law: ${KINDS[law.kind]}. ${formatRate(law.perUser)} a user, contention ${percent(contention)} ${interval}, ${
      coherencyInterval === null
        ? "coherency not above the noise, so left out"
        : `coherency ${coherency.toPrecision(2)} [${coherencyInterval.low.toPrecision(2)} to ${coherencyInterval.high.toPrecision(2)}]`
    }`,
    ...(peak === null ? [] : [`Peak: ${formatRate(peak.perSecond)} with ${formatDecimal(peak.users, 0)} users`]),
    ...(peak !== null || ceilingPerSecond === null ? [] : [`Ceiling: ${formatRate(ceilingPerSecond)}`]),
  ];
}

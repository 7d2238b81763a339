import { formatDecimal, formatDuration } from "../../../kit/index.ts";
import type { Level, Trial, Wish } from "../../../load/capacity/index.ts";
import type { CurvePoint } from "../../../load/capacity/result/index.ts";
import { formatMs } from "../numbers.ts";
import { formatRate } from "./words.ts";

/** What is tried now. */
export function trialTitle({ purpose, ratePerSecond, durationMs }: Extract<Wish, { readonly kind: "trial" }>): string {
  const doing = purpose === "confirmation" ? "Holding" : purpose === "verification" ? "Looking again at" : "Trying";
  return `${doing} ${formatRate(ratePerSecond)} for ${formatDuration(durationMs)}`;
}

/** What a trial meant, in a line. */
export function trialVerdict(trial: Trial, level: Level | undefined): string {
  const rate = formatRate(trial.ratePerSecond);
  if (trial.isStarved || level === undefined) return `  ${rate}: does not count, the generator was kept from its work`;
  const shares = level.evidence.map(({ share }) => `${formatDecimal(share * 100, 2)}%`).join(", ");
  const growing = level.isGrowing ? ", and the backlog grows" : "";
  return `  ${rate}: ${level.verdict}, ${shares} broke the objective${growing}`;
}

/** What a point of the curve is made of. */
export const curveTitle = (users: number): string => `Curve: ${users} ${users === 1 ? "user" : "users"}`;

/** What came out of it. */
export const curveDetail = ({ perSecond, meanMs }: CurvePoint): string =>
  `${formatRate(perSecond)}, mean ${formatMs(meanMs)} ms`;

import type { Measured } from "../measured.ts";
import type { Validity } from "../result/index.ts";
import { validityOf } from "../validity/index.ts";
import { round } from "./round.ts";

/** Whether the figures can be believed, with what was seen behind each reason; null where the generator did not watch itself. */
export function validityFigures(measured: Measured): Validity | null {
  const { stamps, stolenMs, stalledMs } = measured.generator;
  if (stamps === undefined && stolenMs === undefined && stalledMs === undefined) return null;
  const { valid, shareOfDelayThatIsOurs, reasons } = validityOf(measured);
  return {
    valid,
    oursPercent: Math.round(shareOfDelayThatIsOurs * 1_000) / 10,
    reasons: reasons.map(({ code, ...figures }) => ({
      code,
      figures: Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, round(value)])),
    })),
  };
}

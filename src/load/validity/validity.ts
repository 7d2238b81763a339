import { latenciesOf, oursOf, type ValidityFacts } from "./ours.ts";
import { reasonsOf, type StarvationReason } from "./reasons.ts";

export type { ValidityFacts } from "./ours.ts";

/** Whether a run's figures describe the server, or the generator that was kept from its work. */
export interface Validity {
  /** False: the generator was starved; the report says INVALID and the command exits with 5. */
  readonly valid: boolean;
  /** Of the time from when requests were due until their answers were read, 0 to 1. */
  readonly shareOfDelayThatIsOurs: number;
  /** Empty when valid. */
  readonly reasons: readonly StarvationReason[];
}

/**
 * Judges a run by what the generator measured of itself. Being busy is no fault: only time that somebody took from it, or
 * that it was away from its sockets or its schedule, counts.
 *
 * @example
 * const { valid, shareOfDelayThatIsOurs, reasons } = validityOf(measured);
 */
export function validityOf(facts: ValidityFacts): Validity {
  const latency = latenciesOf(facts);
  const reasons = reasonsOf(facts, latency);
  return { valid: reasons.length === 0, shareOfDelayThatIsOurs: oursOf(facts, latency), reasons };
}

import type { Threshold } from "../result/index.ts";
import { finding, type Rule } from "./rule.ts";

/** Those that have a finding of their own. */
const OWN: ReadonlySet<string> = new Set(["expect-status", "rate-limit"]);

/** Promises that were asked for and not kept, each. */
export const brokenThresholds: Rule = (facts) =>
  facts.thresholds.filter(isBroken).flatMap((threshold) =>
    finding(facts, {
      code: "load-threshold-broken",
      severity: "error",
      evidence: {
        expression: threshold.expression,
        actual: threshold.actual,
        unit: threshold.unit,
        source: threshold.source,
      },
    }),
  );

const isBroken = ({ name, step, asked, met }: Threshold): boolean =>
  asked && !met && !OWN.has(name) && !(name === "p99" && step === null);

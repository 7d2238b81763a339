import { isDefined } from "../kit/index.ts";
import type { Answers } from "./answers.ts";
import type { Evidence } from "./evidence.ts";

export const KILL_CODES = [
  "microservices-small-team",
  "microservices-without-platform-team",
  "health-or-card-data-tiny-team",
  "monolith-above-its-rate",
  "team-above-its-traffic",
  "event-driven-small-team",
] as const;

export type KillCode = (typeof KILL_CODES)[number];

/** A combination of answers that ends without a recommendation. */
export interface Kill {
  readonly code: KillCode;
  /** The answers and limits that make it so. */
  readonly evidence: Evidence;
}

/** Evidence where the criterion is met; undefined where it is not. */
type Criterion = (answers: Answers) => Kill["evidence"] | undefined;

/** Source of the figures: Backwright's forcing questions (docs/decisions/0010-decisions-eliminate-first.md). */
const CRITERIA: Readonly<Record<KillCode, Criterion>> = {
  "microservices-small-team": ({ pattern, teamSize }) =>
    pattern === "microservices" && teamSize < 30 ? { teamSize, teamSizeMin: 30 } : undefined,
  "microservices-without-platform-team": ({ pattern, platformTeam }) =>
    pattern === "microservices" && !platformTeam ? { platformTeam } : undefined,
  "health-or-card-data-tiny-team": ({ dataSensitivity, teamSize }) => {
    const tiers = dataSensitivity.filter((tier) => tier === "phi" || tier === "pci");
    return tiers.length > 0 && teamSize < 4 ? { tiers, teamSize, teamSizeMin: 4 } : undefined;
  },
  "monolith-above-its-rate": ({ pattern, qpsP99 }) =>
    (pattern === "modular-monolith" || pattern === "monolith") && qpsP99 > 5_000
      ? { pattern, qpsP99, qpsP99Max: 5_000 }
      : undefined,
  "team-above-its-traffic": ({ qpsP99, teamSize }) =>
    qpsP99 < 1 && teamSize > 5 ? { qpsP99, qpsP99Min: 1, teamSize, teamSizeMax: 5 } : undefined,
  "event-driven-small-team": ({ communication, teamSize }) =>
    communication === "event-driven" && teamSize < 20 ? { teamSize, teamSizeMin: 20 } : undefined,
};

/** Every kill criterion that the answers meet. One is enough: there is no recommendation. */
export function findKills(answers: Answers): readonly Kill[] {
  return KILL_CODES.map((code) => {
    const evidence = CRITERIA[code](answers);
    return evidence === undefined ? undefined : { code, evidence };
  }).filter(isDefined);
}

import { formatPercent } from "../../kit/index.ts";
import type { RunnerUp } from "../../decide/index.ts";
import { percent } from "./figures.ts";

type Difference = RunnerUp["tradeOff"][number];

/** The runner-up in a line, without its trade-off. */
export function runnerUpLine({ profile, score, margin }: RunnerUp): string {
  return `${profile}, score ${formatPercent(score)}, ${formatPercent(margin)} behind`;
}

/** What choosing the runner-up would gain and cost. */
export function tradeOffLines({ tradeOff }: RunnerUp): readonly string[] {
  if (tradeOff.length === 0)
    return ["It differs in no figure: an organisation's own profile goes before a built-in one."];
  return tradeOff.map(
    (difference) => `${difference.better === "runner-up" ? "gain" : "cost"}: ${describe(difference)}`,
  );
}

function describe({ subject, winner, runnerUp }: Difference): string {
  const name = NAMES.get(subject) ?? subject;
  if (subject.startsWith("fit:")) return `${name} met to ${percent(runnerUp)} instead of ${percent(winner)}`;
  if (subject === "uptimeTarget") return `${name} ${percent(runnerUp)} instead of ${percent(winner)}`;
  return `${name} ${runnerUp} instead of ${winner} ${subject.endsWith("Ms") ? "ms" : "min"}`;
}

const NAMES: ReadonlyMap<string, string> = new Map([
  ["fit:pattern", "the pattern"],
  ["fit:admin-panel", "the wish for an admin panel (or for none)"],
  ["fit:team-growth", "room for a team that grows by half"],
  ["fit:availability", "the availability objective"],
  ["fit:rpo", "the recovery point"],
  ["fit:rto", "the recovery time"],
  ["p50Ms", "p50"],
  ["p95Ms", "p95"],
  ["p99Ms", "p99"],
  ["uptimeTarget", "uptime"],
  ["rpoMinutes", "RPO"],
  ["rtoMinutes", "RTO"],
]);

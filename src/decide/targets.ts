import type { Answers } from "./answers.ts";
import { downtimeBudgetMinutes } from "./arithmetic/index.ts";
import type { Target, Targets, Thresholds } from "./decision.ts";
import type { Profile } from "./profile.ts";

const clean = (value: number): number => Number(value.toPrecision(9));

/** What is promised: the answers where they were given, the profile's floor where not; each compared with the floor. */
export function setTargets({ success_thresholds: floor }: Profile, answers: Answers): Targets {
  const slo = answers.slo === undefined ? undefined : clean(answers.slo / 100);
  const uptime = targetOf(slo, floor.uptime_target, "higher is stricter");
  return {
    uptime,
    rpoMinutes: targetOf(answers.rpoMinutes, floor.rpo_minutes_max, "lower is stricter"),
    rtoMinutes: targetOf(answers.rtoMinutes, floor.rto_minutes_max, "lower is stricter"),
    downtimeBudgetMinutes: downtimeBudgetMinutes(uptime.value),
    errorBudgetOwner: answers.sloConsumer ?? null,
  };
}

type Direction = "higher is stricter" | "lower is stricter";

function targetOf(answer: number | undefined, floor: number, direction: Direction): Target {
  if (answer === undefined) return { value: floor, source: "profile-floor", floor, against: "equal" };
  return { value: answer, source: "answer", floor, against: compare(answer, floor, direction) };
}

function compare(answer: number, floor: number, direction: Direction): Target["against"] {
  if (answer === floor) return "equal";
  return answer > floor === (direction === "higher is stricter") ? "stricter" : "looser";
}

/** The figures that a load run is held to. Latency is the profile's; failures are what the uptime target leaves. */
export function thresholdsOf({ success_thresholds: floor }: Profile, { uptime }: Targets): Thresholds {
  return {
    p50Ms: floor.p50_api_latency_ms,
    p95Ms: floor.p95_api_latency_ms,
    p99Ms: floor.p99_api_latency_ms,
    errorRateMax: clean(1 - uptime.value),
    uptimeTarget: uptime.value,
  };
}

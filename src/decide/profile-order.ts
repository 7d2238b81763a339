import type { Profile } from "./profile.ts";

interface Ordered {
  readonly path: string;
  readonly low: number;
  readonly high: number | undefined;
  readonly highPath: string;
}

/** Figures of a profile that contradict each other, a sentence each: what a schema cannot say. */
export function contradictions(profile: Profile): readonly string[] {
  const crossed = pairsOf(profile)
    .filter(({ low, high }) => high !== undefined && low > high)
    .map(({ path, low, high, highPath }) => `${path} is ${low}, above ${highPath} ${high}`);
  return [...crossed, ...languagesWithoutStack(profile)];
}

function pairsOf({ constraints, success_thresholds: figures }: Profile): readonly Ordered[] {
  const pair = (path: string, low: number | undefined, rest: readonly [string, number | undefined]): Ordered => ({
    path,
    low: low ?? 0,
    highPath: rest[0],
    high: rest[1],
  });
  return [
    pair("constraints.team_size_min", constraints.team_size_min, ["team_size_max", constraints.team_size_max]),
    pair("constraints.qps_p99_min", constraints.qps_p99_min, ["qps_p99_max", constraints.qps_p99_max]),
    pair("success_thresholds.p50_api_latency_ms", figures.p50_api_latency_ms, ["p95", figures.p95_api_latency_ms]),
    pair("success_thresholds.p95_api_latency_ms", figures.p95_api_latency_ms, ["p99", figures.p99_api_latency_ms]),
  ];
}

function languagesWithoutStack({ constraints, stack }: Profile): readonly string[] {
  return constraints.language
    .filter((language) => stack.by_language[language] === undefined)
    .map((language) => `stack.by_language has nothing for ${language}, which constraints.language names`);
}

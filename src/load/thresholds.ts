import type { LoadReport, Threshold } from "./result/index.ts";

type Facts = Pick<LoadReport, "latency" | "requests" | "settings" | "statuses">;

/** What was promised, and whether it was kept. */
export function thresholdsOf(
  facts: Facts,
  targetP99: { readonly ms: number; readonly asked: boolean },
): readonly Threshold[] {
  const { expectStatus } = facts.settings;
  const expectation = expectStatus === null ? [] : [expectationOf(facts, expectStatus)];
  return [...expectation, p99Of(facts, targetP99)];
}

/** The worse of both: failures that are quick must not flatter the figure, and slow ones must not be left out of it. */
export function judgedP99({ latency }: Pick<LoadReport, "latency">): number | null {
  if (latency.successful === null) return null;
  return Math.max(latency.successful.p99Ms, latency.all?.p99Ms ?? 0);
}

function p99Of(facts: Facts, { ms, asked }: { readonly ms: number; readonly asked: boolean }): Threshold {
  const actual = judgedP99(facts);
  return { name: "p99", limit: ms, actual, asked, met: actual !== null && actual <= ms };
}

function expectationOf({ requests, statuses }: Facts, expected: number): Threshold {
  const others = statuses.filter(({ status }) => status !== expected).toSorted((a, b) => b.count - a.count);
  const met = requests.failed === 0 && requests.successful > 0;
  const actual = met ? expected : (others[0]?.status ?? null);
  return { name: "expect-status", limit: expected, actual, asked: true, met };
}

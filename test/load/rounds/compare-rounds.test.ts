import { describe, expect, test } from "vitest";
import { createHistogram, recordValue } from "../../../src/load/index.ts";
import { compareRounds, type Round } from "../../../src/load/rounds/index.ts";
import { seededRandom } from "../../../src/load/statistics/index.ts";

interface Sides {
  readonly beforeMs: number;
  readonly afterMs: number;
  readonly requests: number;
  readonly rounds: number;
}

/** Rounds of one route whose latencies scatter around a median, with noise that both sides of a pair share. */
function roundsOf({ beforeMs, afterMs, requests, rounds }: Sides, seed: number): readonly Round[] {
  const draw = seededRandom(seed);
  return Array.from({ length: rounds }, (_, pair) => {
    const shared = Math.exp(0.6 * (draw() - 0.5));
    return (["before", "after"] as const).map((side): Round => {
      const histogram = createHistogram();
      for (let at = 0; at < requests; at += 1)
        recordValue(
          histogram,
          (side === "before" ? beforeMs : afterMs) * 1_000 * shared * Math.exp(0.8 * (draw() - 0.5)),
        );
      return { side, pair, elapsedMs: 400, routes: new Map([["GET /", histogram]]), failed: 0 };
    });
  }).flat();
}

const verdicts = (sides: Sides, seed: number, mode: "interleaved" | "one-after-the-other"): readonly string[] =>
  compareRounds(roundsOf(sides, seed), mode).routes.flatMap(({ measures }) => measures.map(({ verdict }) => verdict));

describe("rounds before and after", () => {
  test.each(["interleaved", "one-after-the-other"] as const)(
    "a clear difference is shown, with its interval: %s",
    (mode) => {
      const rounds = roundsOf({ beforeMs: 20, afterMs: 5, requests: 60, rounds: 24 }, 7);
      const [route] = compareRounds(rounds, mode).routes;
      expect(route).toMatchObject({ route: "GET /", requestsBefore: 1_440, requestsAfter: 1_440 });
      const [p50] = route?.measures ?? [];
      expect(p50).toMatchObject({ name: "p50", verdict: "faster" });
      expect(p50?.changePercent).toBeCloseTo(-75, -0.5);
      expect(p50?.lowPercent).toBeLessThan(p50?.changePercent ?? 0);
      expect(p50?.highPercent).toBeGreaterThan(p50?.changePercent ?? 0);
    },
  );

  test.each(["interleaved", "one-after-the-other"] as const)(
    "without a difference hardly any is claimed: %s",
    (mode) => {
      const claims = Array.from({ length: 12 }, (_, seed) =>
        verdicts({ beforeMs: 9, afterMs: 9, requests: 30, rounds: 24 }, seed, mode),
      ).filter((found) => found.some((verdict) => verdict !== "no-difference-shown"));
      expect(claims.length).toBeLessThanOrEqual(1);
    },
  );

  test("too few rounds or requests carry no claim, however large the difference looks", () => {
    expect(verdicts({ beforeMs: 50, afterMs: 1, requests: 30, rounds: 4 }, 1, "interleaved")).toEqual(
      Array(3).fill("no-difference-shown"),
    );
    const [route] = compareRounds(
      roundsOf({ beforeMs: 50, afterMs: 1, requests: 3, rounds: 24 }, 1),
      "interleaved",
    ).routes;
    expect(route?.measures.at(-1)).toMatchObject({ name: "p99", changePercent: null, lowPercent: null, units: 0 });
  });

  test("a route that is hardly asked in the slow rounds of one state is not called slower in the other", () => {
    const empty = new Map([["GET /", createHistogram()]]);
    const isSlow = ({ side, pair }: Round): boolean => side === "before" && pair % 3 === 0;
    const all = roundsOf({ beforeMs: 20, afterMs: 20, requests: 12, rounds: 24 }, 5);
    const rounds = [
      ...all.filter((round) => !isSlow(round)),
      ...all
        .filter(isSlow)
        .map(({ side, pair, elapsedMs, failed }) => ({ side, pair, elapsedMs, failed, routes: empty })),
    ];
    const [p50] = compareRounds(rounds, "interleaved").routes[0]?.measures ?? [];
    expect(p50).toMatchObject({ changePercent: null, units: 0, verdict: "no-difference-shown" });
  });

  test("rounds are joined where a quantile needs it", () => {
    const [route] = compareRounds(
      roundsOf({ beforeMs: 20, afterMs: 5, requests: 6, rounds: 24 }, 3),
      "interleaved",
    ).routes;
    expect(route?.measures.map(({ units }) => units)).toEqual([24, 12, 0]);
    expect(route?.measures[1]).toMatchObject({ name: "p95", verdict: "faster" });
  });

  test("nothing after: the state before alone", () => {
    const before = roundsOf({ beforeMs: 20, afterMs: 5, requests: 60, rounds: 24 }, 7).filter(
      ({ side }) => side === "before",
    );
    const { rate, routes } = compareRounds(before, "one-after-the-other");
    expect(rate).toMatchObject({ beforePerSecond: 150, afterPerSecond: null, verdict: "no-difference-shown" });
    expect(routes[0]?.measures[0]).toMatchObject({ afterMs: null, changePercent: null });
  });
});

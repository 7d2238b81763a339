import { describe, expect, test } from "vitest";
import {
  decide,
  isDecided,
  LOOKS,
  NEGLIGIBLE,
  type BlockMeasured,
  type MeasureDecision,
} from "../../../src/load/compare/index.ts";
import { seededRandom } from "../../../src/load/statistics/index.ts";
import { blockOf, simulated, type Noise } from "./support.ts";

const design = { level: 0.02, tolerance: 0.05 };
const quiet: Noise = { memory: 0.9, slow: 0.1, fast: 0.02, spike: 0.02 };
// Neighbouring blocks share most of their noise, and one in ten is disturbed by up to a factor of some e.
const busy: Noise = { memory: 0.97, slow: 0.4, fast: 0.04, spike: 0.1 };

/** As a run goes: looks at its blocks four times, and stops when nothing is left to find out. */
function compared(blocks: readonly BlockMeasured[], pairs: number): readonly MeasureDecision[] {
  const looks: number[] = [];
  for (const look of LOOKS) {
    looks.push(look);
    const decisions = decide(
      blocks.filter(({ pair }) => pair < look * pairs),
      looks,
      design,
    );
    if (isDecided(decisions)) return decisions;
  }
  return decide(blocks, [...looks, 1], design);
}

const kindOf = (decisions: readonly MeasureDecision[], measure: string) =>
  decisions.find((decision) => decision.measure === measure)?.kind;

describe("a comparison of 37 pairs, as 8 s have", () => {
  const runs = 20;
  const all = (effect: number, noise: Noise) =>
    Array.from({ length: runs }, (_, run) => compared(simulated(seededRandom(run + 1), 37, { effect, noise }), 37));

  test("claims no difference of equals, whatever the noise shares between neighbours", () => {
    const claims = all(1, busy).filter((decisions) => decisions.some(({ kind }) => kind === "different"));
    expect(claims.length).toBeLessThanOrEqual(2);
  });

  test("finds 10 % more, and says how much", () => {
    const decisions = all(1.1, quiet);
    expect(decisions.filter((one) => kindOf(one, "p50") === "different").length).toBeGreaterThanOrEqual(18);
    const covered = decisions.filter(([p50]) => (p50?.low ?? 0) <= Math.log(1.1) && Math.log(1.1) <= (p50?.high ?? 0));
    expect(covered.length).toBeGreaterThanOrEqual(19);
  });

  test("shows that equals do not differ by more than the tolerance, where it is quiet", () => {
    expect(all(1, quiet).filter((one) => kindOf(one, "p50") === "same").length).toBeGreaterThanOrEqual(15);
  });
});

describe("decisions", () => {
  const pairsOf = (count: number, second: number, changes: Partial<BlockMeasured> = {}) =>
    Array.from({ length: count }, (_, pair) => {
      const micros = (scale: number) => Array.from({ length: 50 }, (_, index) => scale * (1_000 + index + pair));
      return [blockOf("first", pair, micros(1)), blockOf("second", pair, micros(second), changes)];
    }).flat();

  test("without failures do not speak of them", () => {
    expect(decide(pairsOf(10, 1), [1], design).map(({ measure }) => measure)).toEqual([
      "p50",
      "p90",
      "p99",
      "throughput",
    ]);
  });

  test("a share of failures is compared as a difference", () => {
    const decisions = decide(pairsOf(20, 1, { successful: 25, failed: 25 }), [1], design);
    const failures = decisions.find(({ measure }) => measure === "failures");
    expect([failures?.kind, failures?.estimate]).toEqual(["different", 0.5]);
  });

  test("a difference below 1 % is none, however certain", () => {
    const [p50] = decide(pairsOf(40, 1.005), [1], design);
    expect(p50?.p).toBeLessThan(0.001);
    expect(p50?.kind).toBe("same");
  });

  test("what two copies of one server differ by is none, however certain", () => {
    const [p50] = decide(pairsOf(68, 0.987), [1], design);
    expect(p50?.p).toBeLessThan(1e-5);
    expect([p50?.kind, p50?.estimate]).toEqual(["same", expect.closeTo(Math.log(0.987), 2)]);
  });

  test("what is claimed lies beyond that with its whole interval, and all that does is claimed", () => {
    const seeds = Array.from({ length: 12 }, (_, index) => index + 1);
    const decisions = seeds
      .flatMap((seed) =>
        decide(simulated(seededRandom(seed), 37, { effect: 1.02 + seed / 200, noise: quiet }), [1], design),
      )
      .filter(({ measure }) => measure !== "failures");
    const isBeyond = ({ low, high }: MeasureDecision): boolean =>
      low > Math.log1p(NEGLIGIBLE) || high < -Math.log1p(NEGLIGIBLE);
    expect(decisions.map(({ kind }) => kind === "different")).toEqual(decisions.map(isBeyond));
    expect(new Set(decisions.map(isBeyond)).size).toBe(2);
  });

  test("a certain one above is named, also below the tolerance", () => {
    const [p50] = decide(pairsOf(40, 1.03), [1], design);
    expect(p50?.kind).toBe("different");
    expect(p50?.estimate).toBeCloseTo(Math.log(1.03), 2);
  });

  test("of nothing are unclear", () => {
    expect(decide([], [1], design).every(({ kind, units }) => kind === "unclear" && units === 0)).toBe(true);
  });

  test("an early look asks for more than the last one", () => {
    const blocks = pairsOf(10, 1.1);
    expect(decide(blocks, [0.25], design)[0]?.kind).toBe("unclear");
    expect(decide(blocks, [0.25, 0.5, 0.75, 1], design)[0]?.kind).toBe("different");
  });

  test("a tail that a pair is too small for is taken from several pairs together", () => {
    const [p50, , p99] = decide(pairsOf(120, 1), [1], design);
    expect(p50?.units).toBe(120);
    expect(p99?.units).toBe(12);
  });
});

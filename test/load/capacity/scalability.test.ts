import { describe, expect, it } from "vitest";
import { scalabilityOf, throughputAt, type Coefficients } from "../../../src/load/capacity/index.ts";
import { seededRandom } from "../../../src/load/statistics/index.ts";

const USERS = [1, 2, 4, 8, 16, 32, 64, 128];

/** Points of a law with noise of the given share. */
function pointsOf(law: Coefficients, noise: number, seed = 1, users = USERS) {
  const draw = seededRandom(seed);
  return users.map((count) => ({ users: count, perSecond: throughputAt(law, count) * (1 + noise * (2 * draw() - 1)) }));
}

describe("the Universal Scalability Law", () => {
  it("is found again from its own points", () => {
    const law = { perUser: 100, contention: 0.02, coherency: 0.0002 };
    const found = scalabilityOf(pointsOf(law, 0), seededRandom(1));
    expect(found).toMatchObject({ kind: "coherency" });
    if (found.kind === "refused") throw new Error("refused");
    expect(found.contention).toBeCloseTo(0.02, 6);
    expect(found.coherency).toBeCloseTo(0.0002, 8);
    expect(found.peak?.users).toBeCloseTo(Math.sqrt(0.98 / 0.0002), 3);
  });

  it("finds the peak within 10 % under 2 % noise, nine times in ten", () => {
    const law = { perUser: 100, contention: 0.02, coherency: 0.0005 };
    const truth = Math.sqrt(0.98 / 0.0005);
    const found = Array.from({ length: 50 }, (_, seed) => scalabilityOf(pointsOf(law, 0.02, seed), seededRandom(seed)));
    const near = found.filter((one) => one.kind === "coherency" && Math.abs((one.peak?.users ?? 0) / truth - 1) < 0.1);
    expect(near.length).toBeGreaterThanOrEqual(45);
  });

  it("leaves coherency out where its interval includes 0", () => {
    const law = { perUser: 100, contention: 0.05, coherency: 0 };
    const kinds = Array.from(
      { length: 40 },
      (_, seed) => scalabilityOf(pointsOf(law, 0.03, seed), seededRandom(seed)).kind,
    );
    expect(kinds.filter((kind) => kind === "contention").length).toBeGreaterThanOrEqual(36);
    expect(scalabilityOf(pointsOf(law, 0.03), seededRandom(1))).toMatchObject({
      coherency: 0,
      coherencyInterval: null,
      peak: null,
    });
  });

  it("sees one server for all as contention of everything", () => {
    const points = USERS.map((users) => ({ users, perSecond: 500 }));
    const found = scalabilityOf(points, seededRandom(1));
    expect(found).toMatchObject({ kind: "contention" });
    if (found.kind === "refused") throw new Error("refused");
    expect(found.contention).toBeCloseTo(1, 6);
    expect(found.ceilingPerSecond).toBeCloseTo(500, 3);
  });

  it("sees no limit where there is none", () => {
    const law = { perUser: 100, contention: 0, coherency: 0 };
    const kinds = Array.from(
      { length: 20 },
      (_, seed) => scalabilityOf(pointsOf(law, 0.02, seed), seededRandom(seed)).kind,
    );
    expect(kinds.filter((kind) => kind === "linear").length).toBeGreaterThanOrEqual(17);
  });

  it("is refused for fewer than five points", () => {
    const law = { perUser: 100, contention: 0.02, coherency: 0.0002 };
    expect(scalabilityOf(pointsOf(law, 0, 1, [1, 2, 4, 8]), seededRandom(1))).toEqual({
      kind: "refused",
      reason: "few-points",
    });
  });
});

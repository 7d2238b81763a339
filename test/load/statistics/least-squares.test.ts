import { describe, expect, test } from "vitest";
import { leastSquares } from "../../../src/load/statistics/index.ts";

describe("least squares", () => {
  test("the first of Anscombe's data sets (1973)", () => {
    const xs = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5];
    const ys = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68];
    const fit = leastSquares(xs.map((x, index) => ({ x: [1, x], y: ys[index] ?? 0 })));
    expect(fit?.coefficients[0]).toBeCloseTo(3.000091, 6);
    expect(fit?.coefficients[1]).toBeCloseTo(0.5000909, 6);
    expect(fit?.errors[0]).toBeCloseTo(1.1247468, 6);
    expect(fit?.errors[1]).toBeCloseTo(0.1179055, 6);
  });

  test("a weight is so many points", () => {
    const point = { x: [1, 2], y: 3 };
    const others = [
      { x: [1, 0], y: 1 },
      { x: [1, 1], y: 1.5 },
    ];
    const weighted = leastSquares([...others, { ...point, weight: 3 }]);
    const repeated = leastSquares([...others, point, point, point]);
    expect(weighted?.coefficients[0]).toBeCloseTo(repeated?.coefficients[0] ?? 0, 12);
    expect(weighted?.coefficients[1]).toBeCloseTo(repeated?.coefficients[1] ?? 0, 12);
  });

  test("three coefficients of very different size: N / X of the scalability law", () => {
    const points = [1, 2, 4, 8, 16, 32, 64, 128].map((n) => ({
      x: [1, n - 1, n * (n - 1)],
      y: 1e-3 * (1 + 0.02 * (n - 1) + 1e-4 * n * (n - 1)),
    }));
    const [c = 0, a = 0, b = 0] = leastSquares(points)?.coefficients ?? [];
    expect(a / c).toBeCloseTo(0.02, 10);
    expect(b / c).toBeCloseTo(1e-4, 12);
  });

  test.each([
    ["too few points", [{ x: [1, 2], y: 1 }]],
    [
      "the same point twice",
      [
        { x: [1, 2], y: 1 },
        { x: [1, 2], y: 2 },
      ],
    ],
    [
      "a column of nothing",
      [
        { x: [1, 0], y: 1 },
        { x: [1, 0], y: 2 },
      ],
    ],
    ["nothing", []],
  ])("%s determine no line", (_, points) => {
    expect(leastSquares(points)).toBeUndefined();
  });

  test("as many points as coefficients have no error", () => {
    const fit = leastSquares([
      { x: [1, 0], y: 1 },
      { x: [1, 1], y: 3 },
    ]);
    expect(fit?.errors.every(Number.isNaN)).toBe(true);
  });
});

import { describe, expect, it } from "vitest";
import { isThere, ownVerdicts } from "./lint-corpus/judge.ts";

describe("a peer's rule tests, by the map of rules", () => {
  it.skipIf(!isThere)("agrees with every verdict, or follows the database for a written reason", async () => {
    const { checks, wrong, excused } = await ownVerdicts();
    expect({ checks, wrong, excused: excused.length }).toEqual({ checks: 226, wrong: [], excused: 4 });
  });
});

import { describe, expect, test } from "vitest";
import { gone } from "../../../src/diff/kinds/breaks-code.ts";
import type { Rename } from "../../../src/diff/rename/candidates.ts";
import { withRenames } from "../../../src/diff/rename/plan.ts";

const rename = (kind: Rename["kind"], from: string, to: string): Rename => ({
  kind,
  from,
  to,
  isAlike: true,
  holdsData: false,
  up: `up ${to}`,
  down: `down ${to}`,
});

const nothing = { batches: [], refused: [], changes: [], unmodelled: [] };

describe("what running programs still name", () => {
  test("goes for good: a release without it comes first", () => {
    expect(gone("a", "public.users.note", { isCreated: () => false })).toEqual([
      { code: "breaks-code", what: expect.stringContaining("public.users.note: run this only when a release") },
    ]);
  });
  test("comes back in the same plan", () => expect(gone("a", "public.v", { isCreated: () => true })).toEqual([]));
  test("a column's new name has the way round, an index's breaks nothing", () => {
    const renames = [rename("column", "public.users.mail", "email"), rename("index", "public.a", "b")];
    const { batches, changes } = withRenames(nothing, renames, "up");
    const steps = batches.flatMap((batch) => batch.steps);
    expect(steps.map(({ sql }) => sql)).toEqual(["up email", "up b"]);
    expect(steps.map(({ hazards }) => hazards.map(({ code }) => code))).toEqual([["breaks-code"], []]);
    expect(changes[0]?.hazards).toEqual([
      {
        code: "breaks-code",
        what: expect.stringMatching(/still say public.users.mail.*add email beside it.*later release/),
      },
    ]);
  });
});

import { describe, expect, test } from "vitest";
import { findingsOf } from "../../../src/commands/diff/findings.ts";
import { shownHazard } from "../../../src/commands/diff/hazards.ts";
import type { Hazard } from "../../../src/diff/index.ts";
import { findingPages } from "../../../src/report/findings/index.ts";

const relation = { schema: "public", name: "users" };
const hazards: readonly Hazard[] = [
  { code: "lock", relation, mode: "access-exclusive" },
  { code: "rewrite", relation },
  { code: "scan", relation },
  { code: "data-loss", what: "the rows of table public.users" },
  { code: "breaks-code", what: "statements that still say mail" },
  { code: "data-dependent", what: "rows with mail IS NULL" },
  { code: "irreversible", what: "a value of an enum" },
];

const shown = {
  current: "shop",
  desired: "schema.sql",
  pgVersion: 15,
  isSame: false,
  changes: [{ verb: "alter", kind: "table", name: "public.users", parts: [], hazards: hazards.map(shownHazard) }],
  unmodelled: [{ description: "cast x", side: "current" }],
  files: [],
  folder: null,
} as const;
const rows = { tables: 1, empty: [{ table: "public.t", reason: "none fits" }], unmeasured: "too many" };
const observer = { kind: "catalogue", reason: "there is no pg_dump of 18 or newer here" } as const;
const proven = { ...shown, proof: { state: "proven", statements: 1, observer, rows } } as const;
const failed = { ...shown, proof: { state: "failed", stage: "up", detail: "no such type" } } as const;

describe("hazards and doubts as findings", () => {
  test("a lock has its table and its mode", () => {
    expect(shownHazard({ code: "lock", relation, mode: "access-exclusive" })).toEqual({
      code: "lock",
      severity: "info",
      what: "lock: access-exclusive on public.users",
      relation: "public.users",
      lockMode: "access-exclusive",
    });
  });

  test("each in one line, once", () => {
    expect(findingsOf(proven).map(({ code, severity, message }) => `${severity} ${code}: ${message}`)).toEqual([
      "info hazard-lock: public.users: ACCESS EXCLUSIVE on public.users",
      "warning hazard-rewrite: public.users: every row of public.users is written anew under its lock",
      "info hazard-scan: public.users: every row of public.users is read",
      "error hazard-data-loss: public.users: the rows of table public.users would be lost",
      "warning hazard-breaks-code: public.users: breaks statements that still say mail",
      "warning hazard-data-dependent: public.users: fails where there are rows with mail IS NULL",
      "warning hazard-irreversible: public.users: a value of an enum",
      "warning schema-unread: cast x: only the schema that is has it",
      "info proof-unmeasured: locks and rows were not measured to the end: too many",
      "info proof-table-empty: public.t: no row could be made: none fits",
      "info proof-unobserved: only our own reader has looked at the shadow: there is no pg_dump of 18 or newer here",
    ]);
    expect(findingsOf(failed).at(-1)).toMatchObject({
      code: "plan-unproven",
      message: "not proven (up): no such type",
    });
  });

  test("each has its page", () => {
    const pages = new Set(findingPages.map(({ code }) => code));
    const codes = [proven, failed].flatMap((one) => findingsOf(one).map(({ code }) => code));
    expect(codes.filter((code) => !pages.has(code))).toEqual([]);
  });
});

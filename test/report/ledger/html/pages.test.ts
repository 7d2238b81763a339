import { describe, expect, test } from "vitest";
import type { RollbackOutcome, StatusOutcome } from "../../../../src/ledger/index.ts";
import {
  baselinedHtml,
  migratedHtml,
  redoneHtml,
  repairedHtml,
  rolledBackHtml,
  statusHtml,
  verifiedHtml,
  type RunExtras,
} from "../../../../src/report/ledger/index.ts";

const EVIL = "<img src=x onerror=alert(1)>\"'&\u202E\u001b[2J";
const FILE = { migration: EVIL, file: EVIL, statements: 2, transaction: false } as const;
const FAILURE = {
  migration: "other",
  file: EVIL,
  at: "statement",
  statement: 1,
  statements: 2,
  line: 1,
  column: 1,
  sql: EVIL,
  sqlState: EVIL,
  message: EVIL,
  detail: EVIL,
  hint: EVIL,
  rolledBack: false,
} as const;
const FINDING = {
  code: "migration-psql-command",
  severity: "error",
  subject: { kind: "file", name: EVIL },
  evidence: { what: EVIL },
} as const;
const REHEARSAL: RunExtras["rehearsal"] = {
  engine: EVIL,
  scripts: [
    {
      file: EVIL,
      direction: "up",
      statements: [
        {
          statement: 1,
          sql: EVIL,
          locks: [{ relation: EVIL, mode: "access-exclusive" }],
          rewritten: [EVIL],
          scanned: [EVIL],
          estimatedSeconds: 1.25,
          durationMs: 3,
          measured: true,
        },
      ],
      error: { statement: 1, sqlState: EVIL, message: EVIL },
    },
  ],
  undone: "differs",
  differences: [{ object: EVIL, kind: EVIL }],
  notes: [EVIL],
};
const RUN: RollbackOutcome & RunExtras = {
  outcome: "failed",
  database: EVIL,
  host: EVIL,
  user: EVIL,
  table: EVIL,
  applied: [{ ...FILE, durationMs: 1234, note: EVIL }],
  reapplied: [{ ...FILE, durationMs: 1, note: null }],
  pending: [FILE],
  refusals: [FINDING],
  failure: FAILURE,
  sql: EVIL,
  notPrinted: [{ migration: EVIL, file: EVIL, reason: "code" }],
  dump: EVIL,
  rehearsal: REHEARSAL,
};
const STATUS: StatusOutcome & { readonly upToDate: boolean } = {
  database: EVIL,
  host: EVIL,
  table: EVIL,
  tableExists: true,
  upToDate: false,
  migrations: [
    {
      migration: EVIL,
      state: "edited",
      file: EVIL,
      rollback: EVIL,
      appliedAt: EVIL,
      appliedBy: EVIL,
      durationMs: 7,
      commentsEdited: false,
    },
  ],
  refusals: [FINDING],
};
const VERIFIED = {
  verdict: "not-ok",
  engine: EVIL,
  migrations: [
    {
      migration: EVIL,
      file: EVIL,
      up: "ok",
      down: "differs",
      differences: [{ object: EVIL, kind: "new" }],
      failure: FAILURE,
      problems: [FINDING],
    },
  ],
  history: { database: EVIL, host: EVIL, refusals: [FINDING], unfinished: [EVIL] },
} as const;
const BASELINE = { outcome: "recorded", database: EVIL, host: EVIL, table: EVIL, migrations: [EVIL] } as const;
const REPAIR = {
  outcome: "listed",
  database: EVIL,
  host: EVIL,
  table: EVIL,
  repairs: [{ migration: EVIL, state: EVIL, action: null, needsDecision: true }],
} as const;

describe("every page", () => {
  test.each([
    ["migrate", migratedHtml(RUN)],
    ["rollback", rolledBackHtml(RUN)],
    ["redo", redoneHtml(RUN)],
    ["status", statusHtml(STATUS)],
    ["verify", verifiedHtml(VERIFIED)],
    ["baseline", baselinedHtml(BASELINE)],
    ["repair", repairedHtml(REPAIR)],
  ])("%s: text of a database or a file is text", (_, page) => {
    expect(page).toContain("&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;\\u202e\\u001b[2J");
    expect(page).not.toMatch(/<img|\u202E|\u001b|<script|https?:/);
    expect(page).toContain("default-src 'none'");
    const tags = [...page.matchAll(/<(\/?)(section|table|tr|td|ul|li|pre|p|div|strong|code)\b/g)];
    const open = (name: string, end: string): number =>
      tags.filter(([, slash, tag]) => slash === end && tag === name).length;
    for (const name of ["section", "table", "tr", "td", "ul", "li", "pre", "p", "div", "strong", "code"])
      expect([name, open(name, "/")]).toEqual([name, open(name, "")]);
  });
});

describe("a run's page says how it came out", () => {
  const { reapplied: _, ...run } = RUN;
  const none = {
    applied: [],
    pending: [],
    refusals: [],
    failure: null,
    sql: null,
    notPrinted: [],
    rehearsal: null,
  } as const;
  test.each([
    ["applied", { applied: RUN.applied }, "Done.", "Applied"],
    ["refused", { refusals: RUN.refusals }, "Refused; nothing was run.", "Refused"],
    ["planned", { pending: RUN.pending }, "Dry run: nothing was changed.", "Would be applied"],
    [
      "planned",
      { rehearsal: REHEARSAL },
      "Dry run: it failed on the shadow. Nothing was changed.",
      "Rehearsed on a shadow",
    ],
    ["planned", { sql: "select 1;" }, "Printed; nothing was changed.", "Script for psql"],
    ["failed", { failure: FAILURE, pending: RUN.pending }, "Failed.", "Not run"],
    ["nothing-to-do", {}, "Nothing to do.", ""],
  ] as const)("%s", (outcome, parts, verdict, heading) => {
    const page = migratedHtml({ ...run, ...none, ...parts, outcome });
    expect(page).toContain(`<strong>${verdict}</strong>`);
    expect(page).toContain(heading === "" ? "</h1>" : `<h2>${heading}`);
  });
});

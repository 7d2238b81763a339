import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { MigrateOutcome } from "../../../src/ledger/index.ts";
import { ledgerPages } from "../../../src/report/findings/index.ts";
import {
  createdText,
  migratedText,
  migrationQuestion,
  statusText,
  type RunExtras,
} from "../../../src/report/ledger/index.ts";

const OUTCOME: MigrateOutcome & RunExtras = {
  outcome: "applied",
  database: "shop",
  host: "localhost:5432",
  user: "ada",
  sql: null,
  notPrinted: [],
  dump: null,
  rehearsal: null,
  table: "public.backwright_migrations",
  applied: [],
  pending: [],
  refusals: [],
  failure: null,
};
const FILE = { migration: "20240115_a", file: "migrations/20240115_a.sql", statements: 2, transaction: true } as const;

const FAILURE = {
  migration: FILE.migration,
  file: FILE.file,
  at: "statement",
  statement: 2,
  statements: 2,
  line: 7,
  column: 14,
  sql: null,
  sqlState: null,
  message: "",
  detail: null,
  hint: null,
  rolledBack: true,
} as const;

test("what was applied", () => {
  const applied = [{ ...FILE, durationMs: 1_234, note: "the index was there already" }];
  expect(migratedText({ ...OUTCOME, applied })).toBe(
    `Database shop at localhost:5432, history in public.backwright_migrations

applied                    statements  time
migrations/20240115_a.sql           2  1.2s
  migrations/20240115_a.sql: the index was there already

`,
  );
});

test("what failed, and what was not run after it", () => {
  const failure = {
    ...FAILURE,
    sql: "select nope from t",
    sqlState: "42703",
    message: 'column "nope" does not exist',
    hint: "Perhaps you meant t.no.",
  };
  const pending = [FILE, { ...FILE, migration: "20240116_b", file: "migrations/20240116_b.sql", transaction: false }];
  expect(migratedText({ ...OUTCOME, outcome: "failed", failure, pending })).toBe(
    `Database shop at localhost:5432, history in public.backwright_migrations

FAILED  migrations/20240115_a.sql:7:14, statement 2 of 2
  select nope from t
  42703: column "nope" does not exist
  Hint: Perhaps you meant t.no.
  The file was rolled back: nothing of it was kept.

Not run:
  migrations/20240116_b.sql  2 statements, outside a transaction
`,
  );
});

test("names and the server's words cannot steer the terminal", () => {
  const evil = "\u001b[2J";
  const failure = { ...FAILURE, file: evil, sql: evil, sqlState: evil, message: evil, detail: evil, hint: evil };
  const finding = {
    code: "migration-psql-command",
    severity: "error",
    subject: { kind: "file", name: evil },
    evidence: { what: evil },
  } as const;
  const row = {
    migration: evil,
    state: "pending",
    file: evil,
    rollback: evil,
    appliedAt: evil,
    appliedBy: evil,
    durationMs: 1,
    commentsEdited: false,
  } as const;
  const texts = [
    migratedText({ ...OUTCOME, database: evil, outcome: "failed", failure, pending: [{ ...FILE, file: evil }] }),
    migratedText({ ...OUTCOME, host: evil, table: evil, outcome: "refused", refusals: [finding] }),
    migratedText({ ...OUTCOME, applied: [{ ...FILE, file: evil, durationMs: 1, note: evil }] }),
    statusText({
      database: evil,
      host: evil,
      table: evil,
      tableExists: true,
      upToDate: false,
      migrations: [row],
      refusals: [finding],
    }),
  ];
  for (const text of texts) {
    expect(text).toContain("\\u001b");
    expect(text).not.toContain("\u001b");
  }
});

test("the question names files, database, host and user, and does not grow without end", () => {
  const target = { verb: "apply", database: "shop", host: "localhost:5432", user: "ada", risks: [] } as const;
  expect(migrationQuestion([FILE], target)).toBe(
    "Apply this migration to database shop at localhost:5432 as ada: migrations/20240115_a.sql?",
  );
  const many = Array.from({ length: 300 }, () => FILE);
  expect(migrationQuestion(many, target)).toContain("these 300 migrations");
  expect(migrationQuestion(many, target)).toMatch(/and 290 more\?$/);
  const risks = [
    { kind: "table", name: "users", table: "users", rows: 1234 },
    { kind: "column", name: "a.b", table: "a", rows: null },
  ] as const;
  expect(migrationQuestion([FILE], { ...target, verb: "roll back", risks })).toBe(
    "Roll back this migration in database shop at localhost:5432 as ada: migrations/20240115_a.sql? " +
      "Data at risk: table users (~1,234 rows), column a.b.",
  );
});

test("a created migration that is not the last is said", () => {
  const text = createdText({ file: "a.sql", rollback: "b.sql", sortsBefore: ["20990101_z"] });
  expect(text).toContain("It will be run before 20990101_z, which carries a later date.");
});

test("every reason not to run has its page, and every page its reason", () => {
  const folder = join(import.meta.dirname, "..", "..", "..", "src", "ledger");
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  const text = sources.map((name) => readFileSync(join(folder, name), "utf8")).join("\n");
  const raised = new Set([...text.matchAll(/"((?:migration|rollback)-[a-z0-9-]+)"/g)].map((match) => match[1]));
  expect([...raised].toSorted((a, b) => String(a).localeCompare(String(b)))).toEqual(
    ledgerPages.map((page) => page.code).toSorted((a, b) => a.localeCompare(b)),
  );
});

import { z } from "zod";
import { nPlusOneExamined } from "./n-plus-one-output.ts";
import { diagramOutput } from "./diagram-output.ts";
import { helpedOutput } from "./helped-output.ts";
import { findingOutput } from "../ledger/index.ts";

const findingName = z.object({ code: z.string(), subject: z.string() });

const source = z.object({
  kind: z.enum(["database", "files"]),
  database: z.string(),
  where: z.string().describe("Host and port; never a password"),
  user: z.string(),
  serverVersion: z.string(),
  files: z.array(z.string()).readonly(),
  refused: z
    .array(
      z.object({
        file: z.string(),
        line: z.number(),
        column: z.number(),
        statement: z.string().describe("First words, never a literal"),
        reason: z.string().describe("The server's words"),
      }),
    )
    .readonly()
    .describe("Statements of the files that need a superuser's rights and were passed over"),
});

const totals = z.object({
  tables: z.number().describe("Without partitions"),
  partitions: z.number(),
  rows: z.number().describe("Of all tables whose rows are known"),
  rowsExact: z.boolean(),
  tablesOfUnknownSize: z.number(),
});

const table = z.object({
  schema: z.string(),
  name: z.string(),
  kind: z.enum(["ordinary", "partitioned", "foreign"]),
  partitionOf: z.string().nullable(),
  rows: z.number().nullable(),
  rowSource: z.enum(["exact", "statistics", "live", "pages", "unknown"]),
  sizeBytes: z.number(),
});

const workload = z.object({
  state: z.enum(["read", "not-installed", "not-loaded", "not-readable", "no-server"]),
  statements: z.number(),
  hidden: z.number().describe("Statements of other roles, whose text may not be read"),
  unread: z.number().describe("Statements that could not be parsed"),
  since: z.string().nullable(),
});

const slowStatement = z.object({
  text: z.string().describe("Constants are $n"),
  calls: z.number(),
  meanMs: z.number(),
  totalMs: z.number(),
  rowsPerCall: z.number(),
  access: z
    .array(
      z.object({
        table: z.string(),
        columns: z.array(z.string()).readonly(),
        node: z.string().nullable().describe("Plan node of this table's part; null where the planner was not asked"),
        index: z.string().nullable(),
        estimatedRows: z.number().nullable(),
      }),
    )
    .readonly(),
});

const suggestion = z.object({
  kind: z.enum(["add-index", "add-primary-key", "drop-index"]),
  schema: z.string(),
  table: z.string(),
  columns: z.array(z.string()).readonly(),
  index: z.string().nullable(),
  up: z.array(z.string()).readonly(),
  down: z.array(z.string()).readonly(),
  findings: z.array(findingName).readonly(),
});

const limit = z.union([
  z.object({
    code: z.enum(["column-statistics-hidden", "never-analyzed", "extension-tables-left-out"]),
    tables: z.number(),
  }),
  z.object({ code: z.enum(["rows-not-counted", "tables-locked"]), tables: z.array(z.string()).readonly() }),
  z.object({ code: z.enum(["standby-statistics", "activity-off"]) }),
  z.object({ code: z.literal("server-facts-hidden"), facts: z.array(z.string()).readonly() }),
  z.object({ code: z.literal("sessions-hidden"), sessions: z.number() }),
]);

/** The Database Analysis Report as JSON. */
export const analysisOutput = z.object({
  source,
  analyzedAt: z.string().describe("ISO 8601"),
  totals,
  tables: z.array(table).readonly(),
  countersSince: z.string().nullable().describe("ISO 8601; null: since the database was made"),
  workload,
  findings: z.array(findingOutput).readonly(),
  suppressed: z
    .array(z.object({ finding: findingOutput, reason: z.string() }))
    .readonly()
    .describe("Found, and silenced with a reason"),
  unusedSuppressions: z.array(z.string()).readonly(),
  counts: z.object({ error: z.number(), warning: z.number(), info: z.number() }),
  baseline: z
    .object({
      file: z.string(),
      known: z.number(),
      added: z.array(findingName).readonly(),
      gone: z.array(findingName).readonly(),
    })
    .nullable(),
  failOn: z.enum(["info", "warning", "error", "never"]),
  failed: z.boolean().describe("Exit code 1: a finding of that severity, or with a baseline a new one"),
  slowStatements: z.array(slowStatement).readonly(),
  nPlusOne: nPlusOneExamined,
  suggestions: z.array(suggestion).readonly(),
  plans: z
    .object({
      engine: z.string().nullable().describe("Whose planner was asked; null where no shadow could be had"),
      indexes: z
        .array(
          z.object({
            index: z.string().describe("Table and columns of a suggested index"),
            queries: z.array(helpedOutput).readonly().describe("Statements that it makes cheaper; most gained first"),
            refused: z.string().nullable().describe("The server's words where it could not be built"),
          }),
        )
        .readonly(),
      problem: z.string().nullable(),
    })
    .nullable()
    .describe("Plans without and with each suggested index (--plans); null where they were not asked for"),
  diagram: diagramOutput,
  changes: z.object({
    since: z.string().nullable().describe("When the same database was analyzed before, as this machine remembers"),
    gone: z.array(findingName).readonly(),
    added: z.array(findingName).readonly(),
  }),
  limits: z.array(limit).readonly().describe("What could not be seen"),
  written: z.array(z.string()).readonly().describe("Migration files, with --out"),
  present: z.array(z.string()).readonly().describe("Migrations of the same title that the folder had already"),
});

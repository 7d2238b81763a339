import { z } from "zod";
import { analyze, changesSince, verdictOf, type Analysis, type Examination } from "../advice/index.ts";
import { defineCommand, duration, type World } from "../command/index.ts";
import { analysisHtml, analysisSarif, analysisText } from "../report/advice/index.ts";
import { seePlans } from "./advise/index.ts";
import {
  analysisOutput,
  examineNPlusOne,
  readBaseline,
  recall,
  remember,
  ruleSettings,
  saveBaseline,
  suppressionsOf,
  withSource,
  writeMigrations,
  type OpenedSource,
} from "./analyze/index.ts";

const input = z.object({
  files: z
    .array(z.string())
    .default([])
    .describe("Schema instead of a database: SQL files or folders of them; no server is needed")
    .meta({ position: 0, variadic: true, value: "schema.sql" }),
  connection: z
    .string()
    .optional()
    .describe("Database to analyze: postgres://user@host:5432/database")
    .meta({ value: "URL", env: "DATABASE_URL" }),
  exact: z.boolean().default(false).describe("Count the rows of every table instead of estimating them"),
  slow: duration().prefault("20ms").describe("Mean time from which a query is listed as slow").meta({ value: "TIME" }),
  timeout: duration()
    .prefault("60s")
    .describe("How long one question to the database may take; 0 is no limit")
    .meta({ value: "TIME" }),
  code: z
    .array(z.string())
    .default([])
    .describe("Source of the application, to look for queries in loops: a folder or a file of TypeScript or JavaScript")
    .meta({ value: "FOLDER" }),
  workload: z
    .array(z.string())
    .default([])
    .describe("Where to look for N+1 queries: the server's log (.csv, .json, .log), or pg_stat_statements")
    .meta({ value: "FILE" }),
  plans: z
    .boolean()
    .optional()
    .describe(
      "Ask the planner of a shadow what each suggested index changes: plans before and after (default: for HTML only)",
    ),
  out: z.string().optional().describe("Write the suggested migrations into this folder").meta({ value: "DIR" }),
  remember: z.boolean().default(true).describe("Compare with the last analysis, and keep this one for the next"),
  enable: z
    .array(z.string())
    .default([])
    .describe("Rules of style to switch on, by code, or all")
    .meta({ value: "RULE" }),
  disable: z.array(z.string()).default([]).describe("Rules to switch off, by code").meta({ value: "RULE" }),
  severity: z
    .array(z.string())
    .default([])
    .describe("Another severity for a rule: index-unused=error")
    .meta({ value: "RULE=SEVERITY" }),
  rules: z
    .record(z.string(), z.enum(["off", "info", "warning", "error"]))
    .default({})
    .describe("Severities by rule, as the configuration file has them")
    .meta({ hidden: true }),
  suppress: z
    .array(z.string())
    .default([])
    .describe('Findings not to hear of, with the reason: "fk-unindexed orders.user_id: parents stay"; * is any')
    .meta({ value: "TEXT" }),
  baseline: z
    .string()
    .optional()
    .describe("File of findings that are known: only new ones fail (from warning on, unless --fail-on says otherwise)")
    .meta({ value: "FILE" }),
  saveBaseline: z.string().optional().describe("Write the findings of this run as a baseline").meta({ value: "FILE" }),
  failOn: z
    .enum(["info", "warning", "error", "never"])
    .optional()
    .describe(
      "Exit code 1 from this severity on: info, warning, error or never (default: never, with --baseline warning)",
    )
    .meta({ value: "SEVERITY" }),
  engine: z
    .enum(["embedded", "system", "pglite"])
    .optional()
    .describe("PostgreSQL that schema files are loaded into (default: the best that runs here)"),
});

export const command = defineCommand({
  name: "db analyze",
  summary: "Reports what is wrong with indexes, keys, types, health and rights of a database, and its slow queries",
  description:
    "Reads the catalogue and the statistics of a PostgreSQL 13 to 18 in one read-only transaction, or of a schema file " +
    "loaded into a PostgreSQL of its own. No value of a row is read; any role that may connect will do, and the report " +
    "says what it could not see.",
  effects: ["reads", "writes"],
  input,
  output: analysisOutput,
  examples: [
    { line: "backwright db analyze --connection postgres://localhost/shop", what: "reports on a running database" },
    { line: "backwright db analyze schema.sql", what: "reports on a schema file, without a server" },
    { line: "backwright db analyze --out migrations/", what: "writes the suggested migrations with their rollbacks" },
    {
      line: "backwright db analyze --code src/ --workload postgresql.csv",
      what: "also N+1 queries, in the source and in the server's log",
    },
    { line: "backwright db analyze --baseline known.json", what: "fails only on findings that are new" },
  ],
  run: async (input, world) => await withSource(world, input, (opened) => run(world, input, opened)),
  views: { text: analysisText, html: analysisHtml, sarif: analysisSarif },
  exitCode: ({ failed }) => (failed ? 1 : 0),
});

type Input = z.output<typeof input>;

async function run(world: World, input: Input, { session, source, url }: OpenedSource): Promise<Analysis> {
  const analyzedAt = world.clock.now().toISOString();
  const { catalog, ...examined } = await examine(world, input, { session, source });
  const found = { ...examined, nPlusOne: await examineNPlusOne(world, input, session) };
  const before = input.remember ? await recall(world, source, { catalog, ...found }) : undefined;
  if (input.remember) await remember(world, source, { catalog, ...found, analyzedAt });
  const baseline = await readBaseline(world, input.baseline);
  const { failOn = baseline === undefined ? "never" : "warning" } = input;
  const verdict = verdictOf(found.findings, { failOn, baseline });
  await saveBaseline(world, input.saveBaseline, { findings: found.findings, analyzedAt });
  const plans = await seePlans(world, input, { source, url, suggestions: found.suggestions });
  const files = await writeMigrations(world, input.out, found.suggestions);
  return { source, analyzedAt, ...found, ...verdict, plans, changes: changesSince(before, found.findings), ...files };
}

async function examine(
  world: World,
  input: Input,
  { session, source }: Pick<OpenedSource, "session" | "source">,
): Promise<Examination> {
  const isLive = source.kind === "database";
  const step = world.progress.step("Analyzing");
  const found = await analyze(session, {
    // A schema that was just loaded is counted in no time.
    exact: input.exact || !isLive,
    slowMs: input.slow,
    statementTimeoutMs: input.timeout,
    hasData: isLive,
    settings: ruleSettings(input),
    suppressions: suppressionsOf(input),
    observe: (part) => step.update(part),
  });
  step.done();
  return found;
}

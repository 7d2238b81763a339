import { z } from "zod";
import { analyze, changesSince, type Analysis, type Examination } from "../advice/index.ts";
import { defineCommand, duration, type World } from "../command/index.ts";
import { analysisText } from "../report/advice/index.ts";
import { analysisOutput, recall, remember, withSource, writeMigrations, type OpenedSource } from "./analyze/index.ts";

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
  out: z.string().optional().describe("Write the suggested migrations into this folder").meta({ value: "DIR" }),
  remember: z.boolean().default(true).describe("Compare with the last analysis, and keep this one for the next"),
  engine: z
    .enum(["embedded", "system", "pglite"])
    .optional()
    .describe("PostgreSQL that schema files are loaded into (default: the best that runs here)"),
});

export const command = defineCommand({
  name: "db analyze",
  summary: "Reports missing, duplicate and redundant indexes, missing primary keys and slow queries",
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
  ],
  run: async (input, world) => await withSource(world, input, (opened) => run(world, input, opened)),
  views: { text: analysisText },
});

type Input = z.output<typeof input>;

async function run(world: World, input: Input, { session, source }: OpenedSource): Promise<Analysis> {
  const analyzedAt = world.clock.now().toISOString();
  const { catalog, ...found } = await examine(world, input, { session, source });
  const before = input.remember ? await recall(world, source, { catalog, ...found }) : undefined;
  if (input.remember) await remember(world, source, { catalog, ...found, analyzedAt });
  const files = await writeMigrations(world, input.out, found.suggestions);
  return { source, analyzedAt, ...found, changes: changesSince(before, found.findings), ...files };
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
    observe: (part) => step.update(part),
  });
  step.done();
  return found;
}

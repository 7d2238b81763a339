import { z } from "zod";
import { defineCommand, duration, type World } from "../command/index.ts";
import { errors, safeText } from "../kit/index.ts";
import {
  isUnsafe,
  migrate,
  parseTableName,
  type MigrateOutcome,
  type MigrateParts,
  type PendingMigration,
} from "../ledger/index.ts";
import { migratedText, migrationQuestion } from "../report/ledger/index.ts";
import { connectionInput, findingOutput, migrationsInput, observerOf, openLedger, tableInput } from "./ledger/index.ts";

const input = z.object({
  file: z
    .string()
    .optional()
    .describe("Run this file only; one of the folder may be named without its date")
    .meta({ position: 0, value: "file" }),
  connection: connectionInput,
  migrations: migrationsInput,
  table: tableInput,
  yes: z.boolean().default(false).describe("Do not ask"),
  dryRun: z.boolean().default(false).describe("List what would be run, and change nothing"),
  wait: duration().prefault("10s").describe("How long to wait for another run to end").meta({ value: "TIME" }),
  lockTimeout: duration()
    .prefault("5s")
    .describe("How long a statement may wait for a table's lock; 0 waits for ever")
    .meta({ value: "TIME" }),
});

const pending = z.object({
  migration: z.string(),
  file: z.string(),
  statements: z.number(),
  transaction: z.boolean().describe("False: one statement that the server refuses inside a transaction"),
});

const output = z.object({
  outcome: z.enum(["applied", "nothing-to-do", "refused", "failed", "planned"]),
  database: z.string(),
  host: z.string(),
  user: z.string(),
  table: z.string(),
  applied: z.array(pending.extend({ durationMs: z.number(), note: z.string().nullable() })).readonly(),
  pending: z.array(pending).readonly(),
  refusals: z.array(findingOutput).readonly(),
  failure: z
    .object({
      migration: z.string(),
      file: z.string(),
      statement: z.number().nullable(),
      statements: z.number(),
      line: z.number().nullable(),
      column: z.number().nullable(),
      sql: z.string().nullable(),
      sqlState: z.string().nullable(),
      message: z.string(),
      detail: z.string().nullable(),
      hint: z.string().nullable(),
      rolledBack: z.boolean(),
    })
    .nullable(),
});

export const command = defineCommand({
  name: "db migrate",
  summary: "Applies the migrations that the database does not have yet",
  description:
    "Each file runs in one transaction together with its row in the history table. Edited, missing and out-of-order files " +
    "are refused. The first failure stops the run; what was applied before it stays.",
  effects: ["writes"],
  input,
  output,
  examples: [
    {
      line: "backwright db migrate --connection postgres://localhost/shop",
      what: "asks, then applies what is pending",
    },
    { line: "backwright db migrate --yes", what: "for CI, with DATABASE_URL set" },
    { line: "backwright db migrate add_indexes", what: "applies one migration, which may be named without its date" },
  ],
  run: async (input, world) => {
    const opened = await openLedger(
      world,
      { command: "db migrate", ...input },
      { applicationName: "backwright migrate" },
    );
    await using session = opened.session;
    const { folder, only } = opened;
    if (only !== undefined && !input.file?.includes(only)) world.progress.note(`${input.file} is ${only}.`);
    return await migrate(
      { ...partsOf(world, input), session, only, confirm: (files) => ask(world, input, { session, files }) },
      folder,
    );
  },
  views: { text: migratedText },
  exitCode: exitCodeOf,
});

type Input = z.output<typeof input>;

function partsOf(world: World, input: Input): Omit<MigrateParts, "session" | "only" | "confirm"> {
  return {
    clock: world.clock,
    signal: world.signal,
    table: parseTableName(input.table),
    dryRun: input.dryRun,
    waitMs: input.wait,
    lockTimeoutMs: input.lockTimeout,
    observe: observerOf(world),
  };
}

interface Asked {
  readonly session: MigrateParts["session"];
  readonly files: readonly PendingMigration[];
}

async function ask(world: World, input: Input, { session, files }: Asked): Promise<void> {
  if (input.yes) return;
  const question = migrationQuestion(files, {
    database: safeText(session.database),
    host: safeText(session.where),
    user: safeText(session.user),
  });
  if (!(await world.prompts.confirm(question, "--yes"))) throw errors.command.declined({ question });
}

/** A lock that did not come in time is the environment's doing; a refused statement is the answer no. */
function exitCodeOf({ outcome, refusals, failure }: MigrateOutcome): 0 | 1 | 2 | 3 | 4 {
  if (outcome === "failed") return failure?.sqlState === "55P03" ? 3 : 1;
  if (outcome !== "refused") return 0;
  return refusals.some(isUnsafe) ? 4 : 2;
}

import { z } from "zod";
import { defineCommand, type World } from "../command/index.ts";
import { parseTableName, readStatus, verify, type MigrationFolder, type StatusOutcome } from "../ledger/index.ts";
import { verifiedHtml, verifiedText } from "../report/ledger/index.ts";
import { findingOutput, ledgerInputs, observerOf, openEmptyShadow, outcomeOutput, readChoice } from "./ledger/index.ts";

const input = z.object({
  ...ledgerInputs,
  shadow: z.boolean().default(true).describe("Run the migrations, up and down, on an empty database of our own"),
  engine: z
    .enum(["embedded", "system", "pglite"])
    .optional()
    .describe("PostgreSQL that they are run on (default: the best that runs here)"),
  requireRollback: z.boolean().default(false).describe("A migration without a rollback is a no, too"),
});

const verified = z.object({
  migration: z.string(),
  file: z.string(),
  up: z.enum(["ok", "failed", "unusable", "not-run"]),
  down: z.enum(["identity", "differs", "failed", "unusable", "none", "irreversible", "not-run"]),
  differences: z.array(z.object({ object: z.string(), kind: z.enum(["gone", "new", "changed"]) })).readonly(),
  failure: outcomeOutput.shape.failure,
  problems: z.array(findingOutput).readonly(),
});

const output = z.object({
  verdict: z.enum(["ok", "not-ok"]),
  engine: z.string().nullable().describe("What the migrations were run on; null where they were not"),
  migrations: z.array(verified).readonly(),
  history: z
    .object({
      database: z.string(),
      host: z.string(),
      table: z.string(),
      refusals: z.array(findingOutput).readonly().describe("Where the folder and the history disagree"),
      unfinished: z.array(z.string()).readonly(),
    })
    .nullable()
    .describe("null without a connection"),
});

export const command = defineCommand({
  name: "db verify",
  summary: "Proves that every rollback undoes its migration, and holds the files against the history",
  description:
    "Each migration runs up, down and up again on an empty PostgreSQL of our own; down after up must leave the schema as it " +
    "was. With a connection the files are held against its history too, which writes nothing. Exit code 1 when the answer is no.",
  effects: ["reads"],
  input,
  output,
  examples: [
    { line: "backwright db verify", what: "proves all rollbacks of migrations/, and the history of DATABASE_URL" },
    { line: "backwright db verify --no-shadow", what: "holds the files against the history only" },
  ],
  run: async (input, world) => run(world, input),
  views: { text: verifiedText, html: verifiedHtml },
  exitCode: ({ verdict }) => (verdict === "ok" ? 0 : 1),
});

type Input = z.output<typeof input>;
type Output = z.output<typeof output>;

async function run(world: World, input: Input): Promise<Output> {
  const { folder } = await readChoice(world, { command: "db verify", ...input });
  const status = await statusOf(world, input, folder);
  const proof = input.shadow ? await prove(world, input, folder) : { engine: null, migrations: [] };
  const unfinished = (status?.migrations ?? []).filter(({ state }) => /^(unfinished|half-reverted)$/.test(state));
  const isProven = proof.migrations.every(
    ({ up, down }) =>
      up === "ok" && (/^(identity|irreversible)$/.test(down) || (down === "none" && !input.requireRollback)),
  );
  const refusals = status?.refusals ?? folder.strays;
  const history =
    status === undefined
      ? null
      : {
          database: status.database,
          host: status.host,
          table: status.table,
          refusals,
          unfinished: unfinished.map(({ migration }) => migration),
        };
  return { verdict: isProven && refusals.length + unfinished.length === 0 ? "ok" : "not-ok", ...proof, history };
}

async function statusOf(world: World, input: Input, folder: MigrationFolder): Promise<StatusOutcome | undefined> {
  if (input.connection === undefined) return undefined;
  const options = { applicationName: "backwright verify", readOnly: true };
  await using session = await world.databases.open({ url: input.connection }, options);
  return await readStatus(session, parseTableName(input.table), folder);
}

async function prove(
  world: World,
  { engine }: Input,
  folder: MigrationFolder,
): Promise<Pick<Output, "engine" | "migrations">> {
  await using shadow = await openEmptyShadow(world, { engine });
  const { session } = shadow;
  const { clock, signal } = world;
  const migrations = await verify({ session, clock, signal, observe: observerOf(world) }, folder);
  return { engine: shadow.engine, migrations };
}

import { z } from "zod";
import { defineCommand, type World } from "../command/index.ts";
import { migrate, printMigrate, type MigrateParts } from "../ledger/index.ts";
import { migratedHtml, migratedText } from "../report/ledger/index.ts";
import {
  askBefore,
  ledgerInputs,
  observerOf,
  openLedger,
  openLog,
  printedParts,
  runExitCode,
  runInputs,
  runOutput,
  rehearsalOf,
  runParts,
  withDump,
} from "./ledger/index.ts";

const input = z.object({
  file: z
    .string()
    .optional()
    .describe("Run this file only; one of the folder may be named without its date")
    .meta({ position: 0, value: "file" }),
  ...ledgerInputs,
  dryRun: z.boolean().default(false).describe("Show what would be run and what it does, and change nothing"),
  ...runInputs,
});

export const command = defineCommand({
  name: "db migrate",
  summary: "Applies the migrations that the database does not have yet",
  description:
    "Each file runs in one transaction together with its row in the history table; what PostgreSQL refuses there runs " +
    "statement by statement, and a broken run goes on where it stopped. Edited, missing and out-of-order files are refused. " +
    "The first failure stops the run; what was applied before it stays.",
  effects: ["writes"],
  input,
  output: runOutput,
  examples: [
    {
      line: "backwright db migrate --connection postgres://localhost/shop",
      what: "asks, then applies what is pending",
    },
    { line: "backwright db migrate --yes", what: "for CI, with DATABASE_URL set" },
    { line: "backwright db migrate add_indexes", what: "applies one migration, which may be named without its date" },
  ],
  run: async (input, world) => run(world, input),
  views: { text: migratedText, html: migratedHtml },
  exitCode: runExitCode,
});

type Input = z.output<typeof input>;

type Output = z.output<typeof runOutput>;

async function run(world: World, input: Input): Promise<Output> {
  const opened = await openLedger(
    world,
    { command: "db migrate", ...input },
    { applicationName: "backwright migrate", readOnly: input.sql },
  );
  await using session = opened.session;
  await using log = await openLog(world, input.log);
  const { folder, only } = opened;
  if (only !== undefined && !input.file?.includes(only)) world.progress.note(`${input.file} is ${only}.`);
  const show = observerOf(world);
  const observe: typeof show = (event) => [show, log.observe].forEach((each) => each(event));
  const dryRun = input.dryRun || input.sql;
  const confirm: MigrateParts["confirm"] = async (files) => {
    const ids = new Set(files.map(({ migration }) => migration));
    const scripts = folder.files.filter(({ id }) => ids.has(id)).map(({ up }) => up);
    await askBefore(world, { yes: input.yes, verb: "apply", session, files, scripts });
  };
  const parts: MigrateParts = { ...runParts(world, input, { session, observe }), only, dryRun, confirm };
  const outcome = await withDump(world, { wish: { ...input, dryRun }, session }, () => migrate(parts, folder));
  const rehearsal = await rehearsalOf(world, input, { folder, outcome });
  const printed = input.sql ? await printMigrate(parts, folder) : undefined;
  return { ...outcome, rehearsal, ...printedParts(world, printed) };
}

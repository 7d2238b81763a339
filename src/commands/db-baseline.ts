import { z } from "zod";
import { defineCommand } from "../command/index.ts";
import { errors, safeText } from "../kit/index.ts";
import { baseline } from "../ledger/index.ts";
import { baselinedHtml, baselinedText } from "../report/ledger/index.ts";
import { findByName, ledgerInputs, observerOf, openLedger, runInputs, runParts } from "./ledger/index.ts";

const { yes, wait, lockTimeout } = runInputs;

export const command = defineCommand({
  name: "db baseline",
  summary: "Records migrations as applied without running them",
  description:
    "For a database that was made without this history: every migration up to the named one is recorded, so that db migrate " +
    "begins behind it. Refused where the history holds anything.",
  effects: ["writes"],
  input: z.object({
    upTo: z
      .string()
      .describe("The last migration that the database has already; its title is enough")
      .meta({ position: 0, value: "name" }),
    ...ledgerInputs,
    dryRun: z.boolean().default(false).describe("List what would be recorded, and change nothing"),
    yes,
    wait,
    lockTimeout,
  }),
  output: z.object({
    outcome: z.enum(["recorded", "planned"]),
    database: z.string(),
    host: z.string(),
    table: z.string(),
    migrations: z.array(z.string()).readonly(),
  }),
  examples: [
    {
      line: "backwright db baseline 20240115_add_users",
      what: "takes the database as having all migrations up to this one",
    },
  ],
  run: async (input, world) => {
    const options = { applicationName: "backwright baseline" };
    const { folder, session } = await openLedger(world, { command: "db baseline", ...input }, options);
    await using open = session;
    const parts = runParts(world, { ...input, allow: [], lockTries: 1 }, { session: open, observe: observerOf(world) });
    const upTo = findByName(folder, input.upTo);
    const confirm = async (migrations: readonly string[]): Promise<void> => {
      const place = `database ${safeText(open.database)} at ${safeText(open.where)}`;
      const question = `Record ${migrations.length} migrations up to ${safeText(upTo)} as applied to ${place}, without running them?`;
      if (input.yes || (await world.prompts.confirm(question, "--yes"))) return;
      throw errors.command.declined({ question });
    };
    return await baseline({ ...parts, dryRun: input.dryRun, upTo, confirm }, folder);
  },
  views: { text: baselinedText, html: baselinedHtml },
});

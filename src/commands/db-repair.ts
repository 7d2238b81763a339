import { z } from "zod";
import { defineCommand } from "../command/index.ts";
import { errors } from "../kit/index.ts";
import { repair, type Repair } from "../ledger/index.ts";
import { repairedHtml, repairedText, repairQuestion } from "../report/ledger/index.ts";
import { ledgerInputs, observerOf, openLedger, runInputs, runParts } from "./ledger/index.ts";

const { yes, wait, lockTimeout } = runInputs;

export const command = defineCommand({
  name: "db repair",
  summary: "Corrects single rows of the migration history",
  description:
    "Without a name it lists what can be repaired. With names it changes these rows only: an edited file is taken as it is " +
    "now, a missing one is forgotten, an unfinished one becomes what --as says. Nothing else of the database is touched.",
  effects: ["writes"],
  input: z.object({
    names: z
      .array(z.string())
      .default([])
      .describe("Migrations as db status names them")
      .meta({ position: 0, variadic: true, value: "migration" }),
    ...ledgerInputs,
    as: z.enum(["applied", "pending"]).optional().describe("What an unfinished migration is from now on"),
    dryRun: z.boolean().default(false).describe("List what would be changed, and change nothing"),
    yes,
    wait,
    lockTimeout,
  }),
  output: z.object({
    outcome: z.enum(["repaired", "listed", "nothing-to-do"]),
    database: z.string(),
    host: z.string(),
    table: z.string(),
    repairs: z
      .array(
        z.object({
          migration: z.string(),
          state: z.string(),
          action: z.enum(["accept-edit", "forget", "mark-applied"]).nullable(),
          needsDecision: z.boolean().describe("--as must say whether it is applied"),
        }),
      )
      .readonly(),
  }),
  examples: [
    { line: "backwright db repair", what: "lists what can be repaired" },
    { line: "backwright db repair 20240115_add_users", what: "asks, then accepts an edited or forgets a missing one" },
  ],
  run: async (input, world) => {
    const options = { applicationName: "backwright repair" };
    const { folder, session } = await openLedger(world, { command: "db repair", ...input }, options);
    await using open = session;
    const parts = runParts(world, { ...input, allow: [], lockTries: 1 }, { session: open, observe: observerOf(world) });
    const confirm = async (repairs: readonly Repair[]): Promise<void> => {
      const question = repairQuestion(repairs, { database: open.database, host: open.where });
      if (input.yes || (await world.prompts.confirm(question, "--yes"))) return;
      throw errors.command.declined({ question });
    };
    const { names, as, dryRun } = input;
    const { repairs, ...outcome } = await repair({ ...parts, names, as, dryRun, confirm }, folder);
    return {
      ...outcome,
      repairs: repairs.map(({ migration, state, action, needsDecision }) => ({
        migration,
        state,
        action,
        needsDecision,
      })),
    };
  },
  views: { text: repairedText, html: repairedHtml },
});

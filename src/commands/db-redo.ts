import { z } from "zod";
import { defineCommand } from "../command/index.ts";
import { redoneHtml, redoneText } from "../report/ledger/index.ts";
import { ledgerInputs, reversedOutput, rollBack, runExitCode, runInputs } from "./ledger/index.ts";

const { sql: _sql, ...ownInputs } = runInputs;

export const command = defineCommand({
  name: "db redo",
  summary: "Undoes the newest migrations and applies them again",
  description:
    "For a migration that is still being written: edit the files, then redo. An edited migration is undone by its rollback " +
    "file as it stands now and applied as it stands now. When a step fails, the history says how far it came.",
  effects: ["writes"],
  input: z.object({
    ...ledgerInputs,
    steps: z.number().int().min(1).optional().describe("How many migrations (default: 1)").meta({ value: "N" }),
    dryRun: z.boolean().default(false).describe("Show what would be redone and what that does, and change nothing"),
    ...ownInputs,
  }),
  output: reversedOutput,
  examples: [{ line: "backwright db redo", what: "asks, then undoes and applies the newest migration" }],
  run: async (input, world) =>
    await rollBack(world, { ...input, sql: false, allow: [...input.allow, "edited"] }, "db redo"),
  views: { text: redoneText, html: redoneHtml },
  exitCode: runExitCode,
});

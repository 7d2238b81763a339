import { z } from "zod";
import { defineCommand } from "../command/index.ts";
import { rolledBackHtml, rolledBackText } from "../report/ledger/index.ts";
import { ledgerInputs, reversedOutput, rollBack, runExitCode, runInputs } from "./ledger/index.ts";

export const command = defineCommand({
  name: "db rollback",
  summary: "Undoes the newest migrations by their rollback files",
  description:
    "The newest applied migration first. Each rollback and the removal of its row in the history are one transaction where " +
    "PostgreSQL lets it. A migration without a rollback file, or one that says it cannot be undone, is refused.",
  effects: ["writes"],
  input: z.object({
    file: z
      .string()
      .optional()
      .describe("Undo this migration only, whatever was applied after it")
      .meta({ position: 0, value: "file" }),
    ...ledgerInputs,
    steps: z.number().int().min(1).optional().describe("How many migrations (default: 1)").meta({ value: "N" }),
    to: z.string().optional().describe("Undo all that come after this migration, which stays").meta({ value: "NAME" }),
    all: z.boolean().default(false).describe("Undo all of them"),
    dryRun: z.boolean().default(false).describe("Show what would be undone and what that does, and change nothing"),
    ...runInputs,
  }),
  output: reversedOutput,
  examples: [
    { line: "backwright db rollback", what: "asks, then undoes the newest migration" },
    { line: "backwright db rollback --steps 2", what: "undoes the newest two" },
    { line: "backwright db rollback --to 20240115_add_users", what: "undoes all that came after it" },
  ],
  run: async (input, world) => await rollBack(world, input, "db rollback"),
  views: { text: rolledBackText, html: rolledBackHtml },
  exitCode: runExitCode,
});

import { z } from "zod";
import { defineCommand } from "../command/index.ts";
import { errors } from "../kit/index.ts";
import { findOtherHistory, parseTableName, readStatus } from "../ledger/index.ts";
import { statusHtml, statusText } from "../report/ledger/index.ts";
import { findingOutput, ledgerInputs, openLedger } from "./ledger/index.ts";

const migration = z.object({
  migration: z.string(),
  state: z.enum([
    "applied",
    "pending",
    "unfinished",
    "half-reverted",
    "edited",
    "missing",
    "out-of-order",
    "unusable",
    "standalone",
  ]),
  file: z.string().nullable(),
  rollback: z.string().nullable(),
  appliedAt: z.string().nullable(),
  appliedBy: z.string().nullable(),
  durationMs: z.number().nullable(),
  commentsEdited: z.boolean().describe("Edited since, in comments or spaces only"),
});

export const command = defineCommand({
  name: "db status",
  summary: "Shows which migrations are applied, pending, edited or missing",
  description: "Holds the folder against the history table and writes nothing.",
  effects: ["reads"],
  input: z.object({
    ...ledgerInputs,
    check: z.boolean().default(false).describe("Exit with 1 unless every migration is applied as it stands"),
  }),
  output: z.object({
    database: z.string(),
    host: z.string(),
    table: z.string(),
    tableExists: z.boolean(),
    upToDate: z.boolean(),
    migrations: z.array(migration).readonly(),
    refusals: z.array(findingOutput).readonly().describe("Why db migrate would refuse"),
    checked: z.boolean(),
  }),
  examples: [
    { line: "backwright db status", what: "a table, for DATABASE_URL" },
    { line: "backwright db status --check", what: "for CI: exit code 1 when something is to be done" },
  ],
  run: async (input, world) => {
    const options = { applicationName: "backwright status", readOnly: true };
    const { folder, session } = await openLedger(world, { command: "db status", ...input }, options);
    await using open = session;
    const status = await readStatus(open, parseTableName(input.table), folder);
    const other = status.tableExists ? undefined : await findOtherHistory(open, folder.files);
    if (other !== undefined) {
      const { message, hint } = errors.ledger.historyOther(other);
      world.progress.warn(`${message} ${hint}`);
    }
    const upToDate =
      status.refusals.length === 0 && status.migrations.every((row) => /^(applied|standalone)$/.test(row.state));
    return { ...status, upToDate, checked: input.check };
  },
  views: { text: statusText, html: statusHtml },
  exitCode: ({ checked, upToDate }) => (checked && !upToDate ? 1 : 0),
});

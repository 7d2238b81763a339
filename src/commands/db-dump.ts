import { z } from "zod";
import { defineCommand } from "../command/index.ts";
import { errors } from "../kit/index.ts";
import { dumpedText } from "../report/ledger/index.ts";
import { connectionInput, dumpSchema, findDump, tableInput } from "./ledger/index.ts";

export const command = defineCommand({
  name: "db dump",
  summary: "Writes the schema of a database as SQL",
  description:
    "By pg_dump, without rows, without the migration history, and the same to the letter whenever nothing has changed. The " +
    "file can be given to db analyze and db diff.",
  effects: ["reads", "writes"],
  input: z.object({
    connection: connectionInput,
    table: tableInput,
    out: z.string().optional().describe("Write it into a file instead of printing it").meta({ value: "FILE" }),
  }),
  output: z.object({
    database: z.string(),
    host: z.string(),
    file: z.string().nullable(),
    bytes: z.number(),
    sql: z.string().nullable().describe("The schema, where no file was named"),
  }),
  examples: [{ line: "backwright db dump --out schema.sql", what: "writes the schema of DATABASE_URL into a file" }],
  run: async ({ connection, table, out }, world) => {
    if (connection === undefined) throw errors.database.notGiven({ command: "db dump" });
    const options = { applicationName: "backwright dump", readOnly: true };
    await using session = await world.databases.open({ url: connection }, options);
    const sql = await dumpSchema(world, await findDump(world, session), { connection, table });
    if (out !== undefined) await world.files.writeText(out, sql);
    const { database, where: host } = session;
    return { database, host, file: out ?? null, bytes: Buffer.byteLength(sql), sql: out === undefined ? sql : null };
  },
  views: { text: dumpedText },
});

import { z } from "zod";

const workloadState = z.enum(["read", "not-installed", "not-loaded", "not-readable", "no-server"]);

const statements = {
  parent: z.string().describe("The list, with $1, $2 in place of values"),
  child: z.string().describe("The lookups"),
  foreignKey: z.string().describe("orders.user_id -> users.id"),
  batchedSql: z.string().describe("One query for all keys, as text to start from"),
};

const likely = z.object({
  class: z.literal("likely"),
  origin: z.string().describe("The log"),
  ...statements,
  runs: z.number(),
  queries: z.number().describe("In all runs together"),
  mostQueries: z.number().describe("In the longest run"),
  totalMs: z.number().nullable(),
});

const suspected = z.object({
  class: z.literal("suspected"),
  ...statements,
  parentCalls: z.number(),
  parentRows: z.number(),
  childCalls: z.number(),
});

const inCode = z.object({
  class: z.literal("static"),
  file: z.string(),
  line: z.number().describe("1-based; where the query is written"),
  column: z.number(),
  library: z.enum(["prisma", "typeorm", "sequelize", "drizzle", "knex", "sql"]),
  method: z.string(),
  loop: z.enum(["for", "while", "map", "resolver"]),
  loopLine: z.number(),
  through: z.array(z.string()).readonly().describe("Local functions that lead from the loop to the query"),
  argument: z.string().describe("What changes from query to query"),
  code: z.string(),
  batched: z.string().describe("One query for all keys, as text to start from"),
});

const source = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("code"),
    name: z.string(),
    read: z.number().describe("Files"),
    skipped: z.array(z.string()).readonly().describe("Files that were too large or too many"),
  }),
  z.object({
    kind: z.literal("log"),
    name: z.string(),
    read: z.number().describe("Executions of this database"),
    sessions: z.number(),
  }),
  z.object({
    kind: z.literal("statistics"),
    name: z.string(),
    read: z.number().describe("Statements"),
    state: workloadState,
  }),
]);

/** Where N+1 queries were looked for, and what speaks for them. */
export const nPlusOneExamined = z.discriminatedUnion("examined", [
  z.object({ examined: z.literal(false) }),
  z.object({
    examined: z.literal(true),
    sources: z.array(source).readonly(),
    risks: z.array(z.discriminatedUnion("class", [likely, suspected, inCode])).readonly(),
  }),
]);

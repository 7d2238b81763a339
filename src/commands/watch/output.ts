import { z } from "zod";

const statement = z.object({
  sql: z.string().describe("With $1, $2 in place of values"),
  executions: z.number(),
  totalMs: z.number(),
  rows: z.number(),
});

export const nPlusOneOutput = z.object({
  class: z.enum(["proven", "proven-across-sessions"]),
  parentColumn: z.string(),
  childColumn: z.string(),
  parentTable: z.string().nullable(),
  childTable: z.string().nullable(),
  parent: statement,
  child: statement,
  relation: z.enum(["foreign-key", "same-column", "name", "value"]),
  runs: z.number().describe("How often the parent was followed so"),
  queries: z.number(),
  mostQueries: z.number().describe("In the longest of them"),
  totalMs: z.number(),
  elsewhere: z.number().describe("Queries in another session than the parent's"),
  chance: z.number().describe("Upper bound of the chance that random lookups would have come so"),
  batchedSql: z.string(),
  route: z.string().nullable(),
  values: z.array(z.string()).readonly(),
});

export const watchOutput = z.object({
  listen: z.string(),
  upstream: z.string(),
  startedAt: z.string(),
  watchedMs: z.number(),
  threshold: z.number(),
  windowMs: z.number(),
  sessions: z.number(),
  mostSessions: z.number().describe("At one time"),
  executions: z.number(),
  fingerprints: z.number(),
  nPlusOne: z.array(nPlusOneOutput).readonly(),
  statements: z.array(statement).readonly().describe("By total time"),
  program: z
    .object({ line: z.string(), exitCode: z.number(), wasEnded: z.boolean().describe("By us, before its own end") })
    .nullable(),
  savedWorkload: z.object({ file: z.string(), statements: z.number() }).nullable(),
  checked: z
    .boolean()
    .describe("--check was given; when no query came through the proxy it has no answer: exit code 5"),
  failed: z.boolean().describe("An N+1 was proven under --check, or the program failed"),
  notSeen: z.array(z.string()).readonly(),
});

export type WatchOutput = z.output<typeof watchOutput>;

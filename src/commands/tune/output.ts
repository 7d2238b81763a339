import { z } from "zod";
import { suggestOutput } from "../advise/index.ts";
import { lintOutput } from "../lint/index.ts";
import { nPlusOneOutput } from "../watch/index.ts";

const statement = z.object({
  statement: z.string().describe("With $1, $2 in place of values"),
  calls: z.number(),
  perRequest: z.number(),
  msPerRequest: z.number().describe("Time of all its calls, as seen by the proxy, or by the server"),
  rowsPerCall: z.number(),
});

const route = z.object({
  route: z.string(),
  writes: z.boolean().describe("Its method is none that only reads"),
  share: z.number().describe("Of all requests of the load, 0 to 1: the weight of its statements"),
  requests: z.number().describe("In the profile"),
  failed: z.number(),
  requestMs: z.number().describe("Mean latency of the profile, one request at a time"),
  statementsPerRequest: z.number(),
  databaseMs: z.number().describe("Mean time of a request in which a statement was under way"),
  databaseShare: z.number().describe("The same as a share of the latency, 0 to 1"),
  statements: z.array(statement).readonly().describe("The dearest first"),
});

const measure = z.object({
  name: z.enum(["p50", "p95", "p99"]),
  beforeMs: z.number().nullable(),
  afterMs: z.number().nullable(),
  changePercent: z.number().nullable().describe("Below 0 it is faster; null without enough rounds"),
  lowPercent: z.number().nullable().describe("Lower end of the interval; null where the rounds do not carry one"),
  highPercent: z.number().nullable(),
  confidencePercent: z.number().describe("Of the interval, corrected for all that is compared"),
  units: z.number().describe("Rounds that it rests on"),
  verdict: z.enum(["faster", "slower", "no-difference-shown"]),
});

const comparison = z.object({
  mode: z
    .enum(["interleaved", "one-after-the-other", "before-only"])
    .describe("interleaved: both states were there at the same time, loaded in turn in an order that was drawn"),
  method: z
    .enum(["wilcoxon-signed-rank", "mann-whitney"])
    .nullable()
    .describe(
      "The test behind every verdict; its intervals are those of Hodges and Lehmann. Null where one state was loaded",
    ),
  anyFalseClaimPercent: z.number().describe("Probability at most that any verdict of the report claims what is not so"),
  users: z.number(),
  roundMs: z.number(),
  rounds: z.number().describe("Of each state"),
  failedRequests: z.number(),
  rate: z
    .object({
      beforePerSecond: z.number().nullable(),
      afterPerSecond: z.number().nullable(),
      changePercent: z.number().nullable(),
      lowPercent: z.number().nullable(),
      highPercent: z.number().nullable(),
      verdict: z.enum(["more", "less", "no-difference-shown"]),
    })
    .describe("Successful requests a second, all routes together"),
  routes: z
    .array(
      z.object({
        route: z.string(),
        requestsBefore: z.number(),
        requestsAfter: z.number(),
        measures: z.array(measure).readonly(),
      }),
    )
    .readonly(),
});

const nPlusOne = nPlusOneOutput.extend({
  routes: z.array(z.string()).readonly().describe("Where it was seen"),
});

const suspected = z.object({
  route: z.string(),
  parent: z.string(),
  child: z.string(),
  foreignKey: z.string(),
  perRequest: z.number(),
});

export const tuneOutput = z.object({
  schema: z.literal("backwright.tune/1"),
  database: z.object({ name: z.string(), serverVersion: z.string(), isCopy: z.boolean() }),
  api: z.object({ command: z.string().nullable(), url: z.string() }),
  attribution: z.object({
    profile: z
      .enum(["time-windows", "counter-differences"])
      .describe(
        "time-windows: statements of the proxy, by the one request that was under way; counter-differences: pg_stat_statements, route by route",
      ),
    shares: z.enum(["load-counts", "profile-counts", "equal"]).describe("Where the routes' weights come from"),
    outside: z.object({ statements: z.number(), totalMs: z.number() }).describe("Statements between requests"),
  }),
  routes: z.array(route).readonly(),
  nPlusOne: z.array(nPlusOne).readonly().describe("Proven: keys of one result came back as parameters"),
  suspected: z.array(suspected).readonly().describe("By counts and a foreign key only: no proof"),
  suggestions: suggestOutput.shape.suggestions,
  whyNot: suggestOutput.shape.whyNot,
  unplanned: suggestOutput.shape.unplanned,
  planner: suggestOutput.shape.shadow,
  migration: z
    .object({
      files: z.array(z.string()).readonly().describe("Migration and rollback; empty where none was to be written"),
      up: z.array(z.string()).readonly(),
      down: z.array(z.string()).readonly(),
      lint: z
        .object({ counts: lintOutput.shape.counts, findings: lintOutput.shape.findings, failed: z.boolean() })
        .nullable(),
    })
    .nullable()
    .describe("Null where nothing is to be changed"),
  applied: z.object({
    state: z.enum(["nothing-to-apply", "not-asked", "on-copy", "applied", "declined", "refused-by-lint", "failed"]),
    message: z.string().nullable(),
    rollback: z.string().nullable().describe("The command that undoes it"),
  }),
  comparison: comparison.nullable(),
  interrupted: z.boolean(),
  notes: z.array(z.string()).readonly(),
  elapsedMs: z.number(),
});

export type TuneOutput = z.output<typeof tuneOutput>;

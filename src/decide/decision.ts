import { z } from "zod";
import { answersSchema } from "./answers.ts";
import { CONSTRAINTS } from "./constraints.ts";
import { evidenceSchema } from "./evidence.ts";
import { KILL_CODES } from "./kills.ts";
import { CRITERIA } from "./score.ts";
import { COMMUNICATIONS, LANGUAGES } from "./words.ts";

const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly();
const origin = z.enum(["built-in", "custom"]);
const share = z.number().describe("A share, 0..1");

export const OUTCOMES = [
  "recommended",
  "kill-criterion",
  "language-not-spoken",
  "no-profile-fits",
  "tie",
  "listed",
] as const;

const judgement = z
  .strictObject({ constraint: z.enum(CONSTRAINTS), holds: z.boolean(), allowed: z.string(), answered: z.string() })
  .readonly();

const criterion = z.strictObject({ criterion: z.enum(CRITERIA), weight: z.number(), fit: share }).readonly();

const target = z
  .strictObject({
    value: z.number(),
    source: z.enum(["answer", "profile-floor"]),
    floor: z.number().describe("What the profile promises"),
    against: z.enum(["equal", "looser", "stricter"]).describe("The value compared with the floor"),
  })
  .readonly();

/** What `backwright load` and the demo take as they are. */
export const thresholdsSchema = z
  .strictObject({
    p50Ms: z.number(),
    p95Ms: z.number(),
    p99Ms: z.number(),
    errorRateMax: share,
    uptimeTarget: share,
  })
  .readonly();

export const targetsSchema = z
  .strictObject({
    uptime: target.describe("A share, 0..1"),
    rpoMinutes: target,
    rtoMinutes: target,
    downtimeBudgetMinutes: z.number().describe("Per 30 days, from the uptime target"),
    errorBudgetOwner: z.string().nullable(),
  })
  .readonly();

export const workloadSchema = z
  .strictObject({
    readsPerSecond: z.number(),
    writesPerSecond: z.number(),
    inFlightAtP95: z
      .number()
      .describe("Requests at once by Little's law, with the p95 target as the time: an upper estimate"),
    writesAtRisk: z.number().describe("Writes lost at most when the RPO target is used up at the p99 rate"),
    reads: z
      .strictObject({
        kind: z.enum(["primary", "cache", "replicas", "write-path"]),
        cacheHitRatioNeeded: share.optional(),
        replicas: z.number().optional(),
        assumedPrimaryReadsPerSecond: z.number().describe("An assumption until a load run replaces it"),
      })
      .readonly(),
    recovery: z
      .strictObject({
        data: z.enum(["snapshots", "wal-archive", "streaming-replica", "synchronous-replica"]),
        service: z.enum(["backup-restore", "pilot-light", "warm-standby", "active-active"]),
      })
      .readonly(),
    communication: z.enum(COMMUNICATIONS).nullable(),
  })
  .readonly();

const recommendation = z
  .strictObject({
    profile: z.string(),
    description: z.string(),
    version: z.string(),
    origin,
    file: z.string(),
    language: z.enum(LANGUAGES).describe("The language that was asked for; the profile speaks it"),
    score: share,
    criteria: list(criterion),
    reasons: list(judgement),
    stack: z
      .strictObject({
        asOf: z.string().describe("Date of the versions"),
        parts: list(z.strictObject({ part: z.string(), choice: z.string() }).readonly()),
      })
      .readonly(),
    antiPatterns: list(
      z.strictObject({ name: z.string(), level: z.enum(["never", "caution"]), reason: z.string() }).readonly(),
    ),
    approvers: list(z.strictObject({ decision: z.string(), approvers: list(z.string()) }).readonly()),
    references: list(z.strictObject({ title: z.string(), url: z.string().optional() }).readonly()),
    quality: z
      .strictObject({
        testCoverageMin: share,
        securitySeverityMax: z.string(),
        throughputRpsMin: z.number().nullable(),
      })
      .readonly(),
    scaffold: z
      .strictObject({ covered: z.boolean(), framework: z.enum(["express", "fastify", "koa"]).nullable() })
      .readonly(),
  })
  .readonly();

const runnerUp = z
  .strictObject({
    profile: z.string(),
    score: share,
    margin: share.describe("(winner's score − this score) / winner's score"),
    tradeOff: list(
      z
        .strictObject({
          subject: z.string(),
          winner: z.number(),
          runnerUp: z.number(),
          better: z.enum(["winner", "runner-up"]),
        })
        .readonly(),
    ),
  })
  .readonly();

const finding = z
  .strictObject({
    code: z.string(),
    severity: z.enum(["info", "warning", "error"]),
    subject: z.strictObject({ kind: z.string(), name: z.string() }).readonly(),
    evidence: evidenceSchema,
  })
  .readonly();

const candidate = z
  .strictObject({
    profile: z.string(),
    origin,
    fits: z.boolean(),
    score: share.nullable(),
    violated: list(judgement),
  })
  .readonly();

const question = z
  .strictObject({ number: z.number().describe("1 to 7, as the grill asks"), flag: z.string(), ask: z.string() })
  .readonly();

const profileSummary = z
  .strictObject({
    profile: z.string(),
    origin,
    file: z.string(),
    replacesBuiltIn: z.boolean(),
    description: z.string(),
    languages: list(z.string()),
    teamSize: z.string(),
    patterns: list(z.string()),
  })
  .readonly();

/** A decision as `--json` prints it. Parts that an outcome does not have are null or empty. */
export const decisionSchema = z
  .strictObject({
    outcome: z.enum(OUTCOMES),
    complete: z.boolean().describe("Recommended, and no question is open"),
    answers: answersSchema.nullable(),
    assumed: list(z.string()).describe("Answers that were not given and have a default"),
    killCriteria: list(z.strictObject({ code: z.enum(KILL_CODES), evidence: evidenceSchema }).readonly()),
    recommendation: recommendation.nullable(),
    runnerUp: runnerUp.nullable().describe("The second-best profile, when its margin is at most 0.15"),
    tied: list(z.string()),
    thresholds: thresholdsSchema.nullable(),
    targets: targetsSchema.nullable(),
    workload: workloadSchema.nullable(),
    findings: list(finding),
    openQuestions: list(question),
    candidates: list(candidate),
    profiles: list(profileSummary),
  })
  .readonly();

export type Decision = z.output<typeof decisionSchema>;
export type Target = z.output<typeof target>;
export type Targets = z.output<typeof targetsSchema>;
export type Thresholds = z.output<typeof thresholdsSchema>;
export type Workload = z.output<typeof workloadSchema>;
export type Recommendation = z.output<typeof recommendation>;
export type RunnerUp = z.output<typeof runnerUp>;
export type DecisionFinding = z.output<typeof finding>;
export type Candidate = z.output<typeof candidate>;
export type ProfileSummary = z.output<typeof profileSummary>;

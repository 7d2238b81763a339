import { z } from "zod";
import { defineCommand, type World } from "../command/index.ts";
import type { ExitCode } from "../kit/index.ts";
import { parseTarget } from "../load/index.ts";
import { parseObjective, type Objective } from "../load/capacity/index.ts";
import { capacityReportSchema, type CapacityReport } from "../load/capacity/result/index.ts";
import { capacityMarkdown, capacityText } from "../report/load/capacity/index.ts";
import { capacityHtml } from "../report/load/html/index.ts";
import { findCapacity, isScenarioFile, withScenario, type Subject } from "./load-capacity/index.ts";
import { connectionFlags, consentFlags, engineFlags, requestFlags, someTime } from "./load/flags/index.ts";
import { checkPlan, connectingTo, permitted, plannedRequest } from "./load/index.ts";

const group = "Search";
const DEFAULT_TIMEOUT_MS = 10_000;
const { workers, transport, seed, raiseCaps } = engineFlags;

const input = z.object({
  target: z
    .string()
    .describe("Address to load, http or https; or a scenario file, as load run plays it")
    .meta({ position: 0, value: "url|file" }),
  url: z
    .string()
    .optional()
    .describe("Of a scenario: the server to load, instead of its target")
    .meta({ value: "URL", group: "Request" }),
  slo: z
    .array(z.string())
    .default(["p99<200ms"])
    .describe('What has to hold, as "p99<200ms" or "errors<1%"; repeat it for more (default p99<200ms)')
    .meta({ value: "OBJECTIVE", group }),
  targetRate: z
    .number()
    .positive()
    .optional()
    .describe("Requests a second that are to be carried: exit code 1 unless they surely are")
    .meta({ value: "PER_SECOND", group }),
  budget: someTime()
    .default(90_000)
    .describe("For everything, the confirmation included (default 90s)")
    .meta({ value: "TIME", group }),
  confirm: someTime()
    .default(30_000)
    .describe(
      "How long the rate just below the knee is held at the end (default 30s, at most a third of a shorter --budget)",
    )
    .meta({ value: "TIME", group }),
  maxRate: z
    .number()
    .positive()
    .default(20_000)
    .describe("Rate that is never exceeded (default 20,000)")
    .meta({ value: "PER_SECOND", group }),
  connections: z
    .int()
    .positive()
    .optional()
    .describe("Connections at most (default: as many as the rate and the objective need, 64 to 512)")
    .meta({ group }),
  arrivals: z
    .enum(["poisson", "constant"])
    .default("poisson")
    .describe("Independent, as of users who do not know of each other, or evenly spaced")
    .meta({ group }),
  curve: z
    .boolean()
    .default(true)
    .describe("Measure throughput against users first; --no-curve leaves it away")
    .meta({ group }),
  curveUsers: z.int().positive().default(64).describe("The most users of that curve: 1, 2, 4, 8 …").meta({ group }),
  workers,
  transport,
  seed,
  raiseCaps,
  ...requestFlags,
  ...connectionFlags,
  timeout: someTime()
    .optional()
    .describe("For a connection to open, and for an answer to be complete (default 10s, or the scenario's)")
    .meta({ value: "TIME", group: "Connection" }),
  ...consentFlags,
});

type Input = z.output<typeof input>;

export const command = defineCommand({
  name: "load capacity",
  summary: "Find the highest rate at which a service keeps its objectives",
  description:
    "Requests arrive by the clock, at rates that double until an objective is broken and then close in on the knee; every " +
    "verdict is an interval, and the rate just below the knee is held at the end. The report says how wide the answer " +
    "is, what limits the service, and what was tried.",
  effects: ["loads"],
  input,
  output: capacityReportSchema,
  examples: [
    {
      line: 'backwright load capacity http://localhost:3000/api/users --slo "p99<200ms"',
      what: "the knee, with its interval, in 90 s",
    },
    {
      line: 'backwright load capacity http://localhost:3000/ --slo "p99<50ms" --slo "errors<1%" --target-rate 200',
      what: "two objectives and a rate to be carried: exit code 1 unless it surely is",
    },
    {
      line: 'backwright load capacity http://localhost:3000/ --slo "p95<100ms" --save capacity.md',
      what: "the capacity document",
    },
    {
      line: 'backwright load capacity shop.yaml --slo "p99<300ms" --slo "errors<1%"',
      what: "iterations of a scenario",
    },
  ],
  run,
  views: { text: capacityText, markdown: capacityMarkdown, html: capacityHtml },
  exitCode,
});

/** 1: the target rate is not surely carried, or no rate keeps the objectives; 5: nothing that was measured can be believed. */
function exitCode({ capacity, headroom }: CapacityReport): ExitCode {
  if (capacity.kind === "none") return 1;
  if (capacity.kind === "unknown" && capacity.limitedBy === "generator") return 5;
  return headroom === null || headroom.verdict === "carried" ? 0 : 1;
}

async function run(input: Input, world: World): Promise<CapacityReport> {
  const objectives = input.slo.map(parseObjective);
  if (await isScenarioFile(input.target, world))
    return withScenario({ flags: input, objectives }, world, (subject) => findCapacity(subject, input, world));
  return findCapacity(await subjectOf(input, objectives, world), input, world);
}

/** What is wrong with the words and their files is said before anybody is asked for consent. */
async function subjectOf(input: Input, objectives: readonly Objective[], world: World): Promise<Subject> {
  const target = parseTarget(input.target);
  const request = await plannedRequest(target, input, world);
  const flags = { ...input, timeout: input.timeout ?? DEFAULT_TIMEOUT_MS, abortAbove: undefined };
  const planned = {
    ...(await connectingTo(target.origin, flags, world)),
    requests: [request],
    concurrency: Math.max(input.connections ?? 1, input.curve ? input.curveUsers : 1),
    durationMs: input.budget,
  };
  await checkPlan(planned, input, world);
  const plan = await permitted(planned, input, world);
  return { plan, objectives, shown: target.shown, request: request.name, unit: "request" };
}

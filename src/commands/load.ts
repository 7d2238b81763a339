import { z } from "zod";
import { defineCommand, type World } from "../command/index.ts";
import { loadReport, parseTarget, type LoadPlan, type Target } from "../load/index.ts";
import { loadReportSchema, type LoadReport } from "../load/result/index.ts";
import { loadHtml, loadJunit, loadMarkdown, loadText } from "../report/load/index.ts";
import {
  connectionFlags,
  consentFlags,
  engineFlags,
  gateFlags,
  outputFlags,
  requestFlags,
  shapeFlags,
} from "./load/flags/index.ts";
import {
  checkPlan,
  connectingTo,
  exitCodeOf,
  measure,
  permitted,
  plannedRequest,
  promisesOf,
  shapeFrom,
  warmUp,
  writeOutputs,
} from "./load/index.ts";

const input = z.object({
  url: z.string().describe("Address to load, http or https").meta({ position: 0, value: "url" }),
  ...shapeFlags,
  ...engineFlags,
  ...requestFlags,
  ...connectionFlags,
  ...gateFlags,
  ...outputFlags,
  ...consentFlags,
});

type Input = z.output<typeof input>;

export const command = defineCommand({
  name: "load",
  summary: "Load-test an HTTP endpoint and say what the figures mean",
  description:
    "Without --rate every user sends its next request when the last one is answered; with it requests arrive by the clock, and " +
    "latency runs from when a request was due. Redirects are not followed unless --max-redirects says so. " +
    "Latency ends with the last byte of an answer.",
  effects: ["loads"],
  input,
  output: loadReportSchema,
  examples: [
    {
      line: "backwright load http://localhost:3000/api/users --concurrency 50 --duration 30",
      what: "50 users for 30 s",
    },
    {
      line: "backwright load http://localhost:3000/api/users --users 50 --requests 1000",
      what: "1,000 requests in all",
    },
    {
      line: "backwright load http://localhost:3000/api/users --method POST --data user.json --expect-status 201",
      what: "a body from a file, and the status it has to answer",
    },
    {
      line: "backwright load http://localhost:3000/ --target-p99 50 --json",
      what: "a gate for CI: exit code 1 above 50 ms",
    },
  ],
  run,
  views: { text: loadText, html: loadHtml, junit: loadJunit, markdown: loadMarkdown },
  exitCode: exitCodeOf,
});

/** What is wrong with the words and their files is said before anybody is asked for consent. */
async function run(input: Input, world: World): Promise<LoadReport> {
  const target = parseTarget(input.url);
  const promises = await promisesOf(input, world);
  const planned = await planFor(input, target, world);
  await checkPlan(planned, input, world);
  const plan = await permitted(planned, input, world);
  await warmUp(plan, input.warmUp, world);
  const title = `Loading ${target.shown}`;
  const { startedAt, measured, written } = await measure(plan, { title, samples: input.samples }, world);
  const report = loadReport({ plan, shown: target.shown, startedAt, ...promises }, measured);
  return writeOutputs(report, { flags: input, before: written }, world);
}

async function planFor(input: Input, target: Target, world: World): Promise<LoadPlan> {
  const shape = shapeFrom(input);
  const request = await plannedRequest(target, input, world);
  return { ...(await connectingTo(target.origin, input, world)), requests: [request], ...shape };
}

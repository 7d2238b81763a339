import { z } from "zod";
import { defineCommand, duration, type World } from "../command/index.ts";
import { errors } from "../kit/index.ts";
import {
  checkLimits,
  isHostAllowed,
  isPrivateAddress,
  loadReport,
  parseHeader,
  parseTarget,
  planOf,
  type LoadPlan,
  type Target,
} from "../load/index.ts";
import { loadReportSchema, type LoadReport } from "../load/result/index.ts";
import { loadText, tickText } from "../report/load/index.ts";

const DEFAULT_TARGET_MS = 200;
const SPARE_FILES = 16;

const someTime = () => duration().refine((milliseconds) => milliseconds > 0, "must be longer than nothing");

const input = z.object({
  url: z.string().describe("Address to load, http or https").meta({ position: 0, value: "url" }),
  concurrency: z.int().positive().optional().describe("Users, each with a connection of its own (default 10)"),
  users: z.int().positive().optional().describe("The same as --concurrency"),
  duration: someTime()
    .optional()
    .describe("How long, in seconds or as 30s, 5m (default 30s; without limit with --requests)")
    .meta({ value: "TIME" }),
  requests: z.int().positive().optional().describe("How many requests in total over all users, instead of a time"),
  method: z.string().default("GET").describe("HTTP method"),
  header: z
    .array(z.string())
    .default([])
    .describe("A header to send; repeat it for more")
    .meta({ short: "H", value: "NAME: VALUE" }),
  body: z.string().optional().describe("Body to send; JSON is sent as application/json unless a header says otherwise"),
  data: z.string().optional().describe("File that holds the body").meta({ value: "FILE" }),
  timeout: someTime()
    .default(10_000)
    .describe("For a connection to open, and for an answer to be complete (default 10s)")
    .meta({ value: "TIME" }),
  expectStatus: z
    .int()
    .min(100)
    .max(599)
    .optional()
    .describe("The status that counts as success; exit code 1 otherwise"),
  targetP99: z
    .number()
    .positive()
    .optional()
    .describe("Milliseconds that P99 may take: exit code 1 above it (default 200, without the exit code)")
    .meta({ value: "MS" }),
  keepalive: z.boolean().default(true).describe("Reuse connections; --no-keepalive opens one for each request"),
  insecure: z.boolean().default(false).describe("Accept any TLS certificate"),
  ca: z
    .string()
    .optional()
    .describe("File of certificates (PEM) to trust instead of the built-in ones")
    .meta({ value: "FILE" }),
  yesIOwn: z
    .array(z.string())
    .default([])
    .describe("A host that you may load; also BACKWRIGHT_ALLOW_HOSTS. Loopback and private addresses need none")
    .meta({ value: "HOST" }),
});

type Input = z.output<typeof input>;

export const command = defineCommand({
  name: "load",
  summary: "Load-test an HTTP endpoint and say what the figures mean",
  description:
    "A closed workload: every user sends its next request when the last one is answered. Redirects are not followed. " +
    "Latency runs from sending a request to the last byte of its answer.",
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
  views: { text: loadText },
  exitCode: ({ thresholds }) => (thresholds.some(({ asked, met }) => asked && !met) ? 1 : 0),
});

async function run(input: Input, world: World): Promise<LoadReport> {
  const target = parseTarget(input.url);
  const plan = { ...(await planFor(input, target, world)), addresses: await consent(input, target, world) };
  await checkFiles(plan, world);
  const startedAt = world.clock.now();
  const step = world.progress.step(`Loading ${target.shown}`);
  try {
    const onTick: Parameters<World["load"]["run"]>[1]["onTick"] = (tick) => step.update(tickText(tick));
    const measured = await world.load.run(plan, { signal: world.signal, onTick });
    step.done(measured.interrupted ? "interrupted" : undefined);
    const targetP99 = { ms: input.targetP99 ?? DEFAULT_TARGET_MS, asked: input.targetP99 !== undefined };
    return loadReport({ plan, shown: target.shown, startedAt, targetP99 }, measured);
  } finally {
    step.failed();
  }
}

async function planFor(input: Input, target: Target, world: World): Promise<LoadPlan> {
  if (input.users !== undefined && input.concurrency !== undefined && input.users !== input.concurrency)
    throw errors.load.conflict({ first: "--users", second: "--concurrency", reason: "they mean the same" });
  const plan = planOf(target, {
    method: input.method,
    headers: input.header.map(parseHeader),
    body: await bodyOf(input, world),
    expectStatus: input.expectStatus,
    concurrency: input.users ?? input.concurrency,
    durationMs: input.duration,
    requestLimit: input.requests,
    timeoutMs: input.timeout,
    keepAlive: input.keepalive,
    verify: !input.insecure,
    ca: input.ca === undefined ? undefined : await world.files.readText(input.ca),
  });
  checkLimits(plan);
  if (plan.requests.some(({ method, body }) => body !== undefined && /^(GET|HEAD)$/.test(method)))
    world.progress.warn("The body is sent with GET or HEAD, which most servers ignore: is --method POST meant?");
  return plan;
}

async function bodyOf({ body, data }: Input, world: World): Promise<Uint8Array | undefined> {
  if (body !== undefined && data !== undefined)
    throw errors.load.conflict({ first: "--body", second: "--data", reason: "a request has one body" });
  if (data !== undefined) return world.files.readBytes(data);
  return body === undefined ? undefined : new TextEncoder().encode(body);
}

/** Where the load may go. Errors: `consent-needed` without a terminal, `declined`. */
async function consent(input: Input, target: Target, world: World): Promise<readonly string[]> {
  const { host } = target.origin;
  const addresses = await world.load.resolve(host);
  const allowed = [...input.yesIOwn, ...(world.env["BACKWRIGHT_ALLOW_HOSTS"] ?? "").split(",")];
  if (addresses.every(isPrivateAddress) || isHostAllowed(target.origin, allowed)) return addresses;
  const question = `${host} is not on this machine or a private network. May you put load on it?`;
  if (await world.prompts.confirm(question, `--yes-i-own ${host}`)) return addresses;
  throw errors.command.declined({ question });
}

async function checkFiles({ concurrency }: LoadPlan, world: World): Promise<void> {
  const limit = await world.load.connectionLimit();
  if (limit === undefined || concurrency + SPARE_FILES <= limit) return;
  throw errors.load.fileLimit({ wanted: concurrency, available: limit - SPARE_FILES });
}

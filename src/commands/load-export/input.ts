import { z } from "zod";
import { input as runInput } from "../load-run/input.ts";
import { requestFlags } from "../load/flags/index.ts";

const tool = "Tool";
const operator = "k6-operator";

/** What load run has and an export has not: running, its outputs, its consent. */
const own = runInput.omit({
  file: true,
  saveScenario: true,
  dryRun: true,
  yesIOwn: true,
  allowHosts: true,
  raiseCaps: true,
  samples: true,
  prometheus: true,
  otlp: true,
  targetP99: true,
  expectRateLimit: true,
});

const { method, body, data, expectStatus } = requestFlags;

export const input = z.object({
  source: z
    .string()
    .optional()
    .describe("Scenario, OpenAPI document or HAR recording; or an address with the flags of load")
    .meta({ position: 0, value: "FILE|URL" }),
  k6: z.boolean().default(false).describe("Write a k6 script, and a TestRun for k6-operator").meta({ group: tool }),
  locust: z.boolean().default(false).describe("Write a locustfile").meta({ group: tool }),
  out: z
    .string()
    .optional()
    .describe("Folder to write to (default load-k6 or load-locust)")
    .meta({ value: "DIR", group: tool }),
  parallelism: z.int().min(1).max(1_000).default(1).describe("Pods that share the load").meta({ group: operator }),
  testName: z
    .string()
    .optional()
    .describe("Name of the TestRun and its ConfigMap (default: the scenario's)")
    .meta({ value: "NAME", group: operator }),
  image: z.string().optional().describe("Image of the runner").meta({ value: "IMAGE", group: operator }),
  volumeClaim: z
    .string()
    .optional()
    .describe("Volume claim that holds the files, instead of a ConfigMap")
    .meta({ value: "NAME", group: operator }),
  method,
  body,
  data,
  expectStatus,
  ...own.shape,
});

export type Input = z.output<typeof input>;

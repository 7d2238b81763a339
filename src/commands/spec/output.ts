import { z } from "zod";
import type { JsonObject } from "../../kit/index.ts";
import { findingOutput } from "../ledger/index.ts";

const operation = z.object({
  method: z.string(),
  path: z.string().describe("As the document spells it"),
  framework: z.string(),
  file: z.string(),
  line: z.number().describe("1-based"),
  hasBody: z.boolean(),
  statuses: z.array(z.string()).readonly(),
  isResolved: z.boolean().describe("False: its path, its place or its handler is only known in part"),
});

const probe = z.object({
  entry: z.string().nullable().describe("The file that was started, below the root; null: none was found"),
  outcome: z
    .enum(["finished", "unfinished", "threw", "exited", "stuck", "broken", "not-started"])
    .describe("finished: it came up; unfinished and stuck: its time was up"),
  routesRunning: z.number().describe("Routes that its framework had registered"),
  stubbed: z.array(z.string()).readonly().describe("Packages that stubs stood for"),
  stopped: z
    .array(z.object({ kind: z.string(), what: z.string(), count: z.number() }))
    .readonly()
    .describe("What it wanted and was kept from: connections, files, programs, threads"),
  wanted: z.array(z.string()).readonly().describe("Variables of the environment that it asked for and were not there"),
});

export const specOutput = z.object({
  root: z.string().describe("Folder whose sources were read"),
  frameworks: z.array(z.string()).readonly(),
  filesRead: z.number(),
  operations: z.array(operation).readonly(),
  version: z.enum(["3.0", "3.1", "3.2"]),
  format: z.enum(["yaml", "json"]),
  file: z.string().nullable().describe("Where the document was written; null: nowhere"),
  action: z
    .enum(["printed", "created", "updated", "unchanged", "drifted"])
    .describe("drifted: --check, and the file would change"),
  document: z.custom<JsonObject>(() => true).describe("What was found, as an OpenAPI document"),
  text: z.string().describe("The document as it stands in the file, or would"),
  probe: probe.nullable().describe("What the started application said; null: it was not asked for"),
  findings: z.array(findingOutput).readonly().describe("What could not be resolved, with file and line"),
});

export type SpecOutput = z.output<typeof specOutput>;

import { z } from "zod";
import {
  connectionFlags,
  consentFlags,
  engineFlags,
  gateFlags,
  outputFlags,
  shapeFlags,
  someTime,
} from "../load/flags/index.ts";

const source = "Source";

/** The words of `load run`. What the file says gives way to flags. */
export const input = z.object({
  file: z
    .string()
    .optional()
    .describe("Scenario (YAML or JSON), OpenAPI document, or HAR recording")
    .meta({ position: 0, value: "FILE" }),
  curl: z
    .string()
    .optional()
    .describe("A curl command line to play instead of a file")
    .meta({ value: "COMMAND", group: source }),
  url: z
    .string()
    .optional()
    .describe("Server to load, instead of the file's target or the document's first server")
    .meta({ value: "URL", group: source }),
  only: z
    .array(z.string())
    .default([])
    .describe("Of an OpenAPI document: only this tag, operationId, path, or METHOD /path; repeat it for more")
    .meta({ value: "NAME", group: source }),
  includeWrites: z
    .boolean()
    .default(false)
    .describe("Of an OpenAPI document or a recording: requests that change something too, not only GET and HEAD")
    .meta({ group: source }),
  static: z
    .boolean()
    .default(false)
    .describe("Of a recording: scripts, styles, images and fonts too")
    .meta({ group: source }),
  thinkTimes: z
    .boolean()
    .default(false)
    .describe("Of a recording: pauses as they were between its requests")
    .meta({ group: source }),
  header: z
    .array(z.string())
    .default([])
    .describe("A header for every request whose step does not set it; repeat it for more")
    .meta({ short: "H", value: "NAME: VALUE", group: source }),
  saveScenario: z
    .string()
    .optional()
    .describe("File to write the scenario to, to read and to change; secrets become ${env.…}")
    .meta({ value: "FILE", group: source }),
  dryRun: z
    .boolean()
    .default(false)
    .describe("Read and check everything, write --save-scenario, and send nothing")
    .meta({ group: source }),
  ...shapeFlags,
  requests: shapeFlags.requests.describe("How many iterations in total over all users, instead of a time"),
  rate: shapeFlags.rate.describe("Iterations begun a second, by the clock, whether or not the server keeps up"),
  ...engineFlags,
  ...connectionFlags,
  timeout: someTime()
    .optional()
    .describe("For a connection to open, and for an answer to be complete (default: the file's, else 10s)")
    .meta({ value: "TIME", group: "Connection" }),
  ...gateFlags,
  ...outputFlags,
  ...consentFlags,
});

export type Input = z.output<typeof input>;

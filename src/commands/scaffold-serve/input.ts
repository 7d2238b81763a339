import { z } from "zod";
import { duration } from "../../command/index.ts";
import { documentFlags } from "../scaffold/document-input.ts";

export const serveInput = z.object({
  spec: z.string().describe("OpenAPI 3.0, 3.1, 3.2 or Swagger 2.0, YAML or JSON").meta({ position: 0, value: "FILE" }),
  tags: documentFlags.tags.describe("Only operations with one of these tags, as a,b"),
  paths: documentFlags.paths.describe("Only paths like one of these, as '/v1/*,/health'; * stands for any text"),
  overlay: documentFlags.overlay.describe("OpenAPI Overlay 1.0 or 1.1 to lay over the document, in this order"),
  port: z
    .int()
    .min(0)
    .max(65_535)
    .default(4010)
    .describe("Where to listen; 0 is any port that is free")
    .meta({ short: "p" }),
  host: z.string().default("127.0.0.1").describe("Address to listen at; the default is this machine only"),
  basePath: z
    .string()
    .optional()
    .describe("Where the operations are mounted; default: the path of the first server")
    .meta({ value: "PATH" }),
  errors: z
    .enum(["envelope", "problem"])
    .default("envelope")
    .describe("Form of errors that the document does not describe: {error, meta}, or RFC 9457"),
  check: z.boolean().default(true).describe("Requests that break the document get 400; --no-check answers them"),
  auth: z.boolean().default(true).describe("Requests without their credentials get 401; any credentials will do"),
  cors: z.boolean().default(true).describe("Pages of other origins may ask"),
  dynamic: z
    .boolean()
    .default(false)
    .describe("Another body for every request, made from the schemas; else the examples"),
  delay: duration().prefault("0").describe("Wait so long before each answer").meta({ value: "TIME" }),
  duration: duration().optional().describe("How long to serve (default: until Ctrl-C)").meta({ value: "TIME" }),
});

export type ServeInput = z.output<typeof serveInput>;

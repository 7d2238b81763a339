import { z } from "zod";
import { findingOutput } from "../ledger/index.ts";

const operation = z.object({
  id: z.string().describe("Name of the exported handler"),
  method: z.string(),
  path: z.string().describe("As the document spells it"),
  file: z.string().describe("The handler file"),
  unresolved: z.array(z.string()).readonly().describe("References that resolve to nothing: the route answers 501"),
});

const file = z.object({
  path: z.string(),
  ownership: z.enum(["managed", "once"]).describe("managed: rewritten by every run; once: yours after the first"),
  action: z.enum(["create", "update", "unchanged", "kept", "edited", "remove"]),
  copy: z.string().optional().describe("Where --force kept the edited file"),
});

export const scaffoldOutput = z.object({
  specification: z.string(),
  framework: z.string(),
  routes: z.string().describe("Folder of the handler files"),
  validators: z.string(),
  types: z.string(),
  basePath: z.string().describe("Where the application mounts the routes"),
  operations: z.array(operation).readonly(),
  securitySchemes: z.array(z.string()).readonly().describe("What createApp(handlers, { security }) takes"),
  files: z.array(file).readonly(),
  missingHandlers: z
    .array(z.object({ file: z.string(), operations: z.array(z.string()).readonly() }))
    .readonly()
    .describe("Operations without a handler in a file that is yours: they answer 501 and do not compile"),
  findings: z.array(findingOutput).readonly(),
  dryRun: z.boolean(),
  refused: z.boolean().describe("--strict, and the document has lost parts: nothing was written"),
});

export type ScaffoldOutput = z.output<typeof scaffoldOutput>;

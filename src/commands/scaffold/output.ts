import { z } from "zod";
import type { ExitCode } from "../../kit/index.ts";
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
  ownership: z
    .enum(["managed", "merged", "once"])
    .describe("managed: follows the document; merged: a handler file, yours; once: yours after the first run"),
  action: z
    .enum(["create", "update", "merge", "unchanged", "kept", "edited", "remove"])
    .describe("merge: your edits and the document's changes are both in it; edited: they collide"),
  edited: z.boolean().describe("A managed file that carries edits made by hand"),
  copy: z.string().optional().describe("Where --force kept the edited file"),
  diff: z.string().optional().describe("What would change, as a unified diff; only where nothing is written"),
  conflicts: z
    .array(z.object({ line: z.int(), yours: z.array(z.string()).readonly(), next: z.array(z.string()).readonly() }))
    .readonly()
    .optional()
    .describe("Where an edit and the document's change collide"),
});

const change = z.object({
  kind: z
    .enum(["added", "renamed", "retired", "removed", "restored", "moved", "stays", "recreated", "missing", "stuck"])
    .describe(
      "retired: the operation is gone, its handler stays with a remark; removed: the same, but an untouched stub; restored: it is back; " +
        "moved: a stub went to the file of another tag; stays: the operation has another tag, its handler stays; recreated: its file " +
        "was deleted; missing: its file does not export it; stuck: its file could not be changed",
    ),
  method: z.string(),
  path: z.string(),
  id: z.string().describe("Name of the exported handler"),
  from: z.string().optional().describe("Its name before"),
  file: z.string(),
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
  changes: z.array(change).readonly().describe("What the document's changes did to handlers"),
  unreadable: z
    .array(z.object({ path: z.string(), line: z.int(), column: z.int(), message: z.string() }))
    .readonly()
    .describe("Handler files that do not parse: they are left alone"),
  drift: z.boolean().describe("A file is not as a run leaves it; after a run: something was written"),
  findings: z.array(findingOutput).readonly(),
  dryRun: z.boolean(),
  check: z.boolean(),
  refused: z.boolean().describe("--strict, and the document has lost parts: nothing was written"),
});

export type ScaffoldOutput = z.output<typeof scaffoldOutput>;

/** 1 for lost parts of the document, and for drift where --check asks for it. */
export const scaffoldExitCode = ({ findings, refused, check, drift }: ScaffoldOutput): ExitCode =>
  refused || (check && drift) || findings.some(({ severity }) => severity === "error") ? 1 : 0;

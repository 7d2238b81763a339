import { z } from "zod";
import { defineCommand, duration, type World } from "../command/index.ts";
import { errors } from "../kit/index.ts";
import { writeDocument } from "../openapi/write/index.ts";
import { specNotes, specText } from "../report/spec/index.ts";
import { readApplication, type ApplicationFacts } from "../typescript/routes/index.ts";
import { outputRow, specFindings } from "./spec/findings.ts";
import { specOutput, type SpecOutput } from "./spec/output.ts";
import { probe, unprobed } from "./spec/probe.ts";
import { projectRoot } from "./spec/root.ts";
import { readSources } from "./spec/sources.ts";
import { titleOf } from "./spec/title.ts";
import { basePathFor, placeDocument, targetOf } from "./spec/write.ts";

const input = z.object({
  folder: z
    .string()
    .default(".")
    .describe("Folder of routes, or of a whole project")
    .meta({ position: 0, value: "DIR" }),
  out: z
    .string()
    .optional()
    .describe("Write the document there; an existing one is completed and keeps its words, comments and order")
    .meta({ short: "o", value: "PATH" }),
  openapi: z
    .enum(["3.0", "3.1", "3.2"])
    .optional()
    .describe("Version of the document; default: that of the existing one, else 3.1"),
  title: z
    .string()
    .optional()
    .describe("Title of a new document; default: the name in package.json")
    .meta({ value: "TEXT" }),
  types: z
    .boolean()
    .default(false)
    .describe("Ask a type checker for the types that nobody wrote down, such as what a service returns"),
  probe: z
    .boolean()
    .default(false)
    .describe("Start the application in a child process without network, database and secrets, and compare its routes"),
  entry: z
    .string()
    .optional()
    .describe(
      "With --probe: the file that starts or exports the application; default: the one that package.json starts",
    )
    .meta({ value: "PATH" }),
  probeTimeout: duration()
    .prefault("10s")
    .describe("With --probe: how long the application may take to come up")
    .meta({ value: "DURATION" }),
  check: z.boolean().default(false).describe("Write nothing; exit code 1 when the file of --out would change"),
  confidence: z
    .boolean()
    .default(false)
    .describe("Write x-backwright-confidence beside every fact: declared, seen or guessed"),
});

type Input = z.output<typeof input>;

export const command = defineCommand({
  name: "spec",
  summary: "Writes the OpenAPI document of existing Express, Fastify, Koa or NestJS code",
  description:
    "Reads the sources of the project that the folder belongs to, without running them: the application is followed from its routers through " +
    "imports, factories, loops and prefixes. With --probe the application is started as well, kept from network, files and programs. What cannot be resolved stands in the document as x-backwright-unresolved and on stderr with file and line.",
  effects: ["writes"],
  input,
  output: specOutput,
  examples: [
    { line: "backwright spec src/routes/ --out openapi.yaml", what: "the document of an existing API" },
    { line: "backwright spec . --openapi 3.0", what: "to stdout, in OpenAPI 3.0" },
    {
      line: "backwright spec . --probe --out openapi.yaml",
      what: "with the routes that only the running application has",
    },
    {
      line: "backwright spec . --out openapi.yaml --check",
      what: "exit code 1 when the file does not say what the code does",
    },
  ],
  run,
  views: { text: specText },
  exitCode: ({ action, probe }) => {
    if (action === "drifted") return 1;
    return probe === null || probe.outcome === "finished" ? 0 : 3;
  },
});

async function run(wishes: Input, world: World): Promise<SpecOutput> {
  await refuseUnusable(wishes, world);
  const target = await targetOf(world, wishes.out, wishes.openapi);
  const root = await projectRoot(world, wishes.folder);
  const sources = await readSources(world, root);
  const checker = wishes.types ? await world.typeCheckers.open(root, sources.files) : undefined;
  const read = readApplication(sources, checker);
  const probed = wishes.probe ? await probe(world, { root, sources, read }, wishes) : unprobed(read);
  const { application } = probed;
  const named = titleOf(sources.files.get("package.json"));
  const paths = application.routes.map(({ path }) => path);
  const basePath = basePathFor(target, paths, application.basePath);
  const document = writeDocument(
    documentFacts(application, { ...named, title: wishes.title ?? named.title, basePath }),
    { version: target.version, confidence: wishes.confidence },
  );
  const placed = await placeDocument(world, document, { target, check: wishes.check });
  const where = { skipped: sources.skipped, extra: placed.extra, file: wishes.out ?? wishes.folder };
  const findings = [...specFindings(application, where), ...probed.findings];
  for (const line of specNotes(findings)) world.progress.warn(line);
  return {
    root,
    frameworks: application.frameworks,
    filesRead: application.filesRead,
    operations: operationRows(application),
    version: target.version,
    format: target.format,
    file: wishes.out ?? null,
    action: placed.action,
    document,
    text: placed.text,
    probe: probed.probe,
    findings: findings.map(outputRow),
  };
}

/** Errors: `spec-no-folder`, `spec-nothing-to-check`, `spec-entry-without-probe`. */
async function refuseUnusable({ folder, check, out, entry, probe: isProbed }: Input, world: World): Promise<void> {
  const facts = await world.files.facts(folder);
  if (facts?.kind !== "folder") throw errors.spec.noFolder({ path: folder });
  if (check && out === undefined) throw errors.spec.nothingToCheck({ command: "spec" });
  if (entry !== undefined && !isProbed) throw errors.spec.entryWithoutProbe({ path: entry });
}

const documentFacts = (
  { routes, schemas, securitySchemes, documented, unresolved }: ApplicationFacts,
  named: { readonly title: string; readonly apiVersion: string; readonly basePath: string },
) => ({
  ...named,
  operations: routes,
  schemas,
  securitySchemes,
  documented: documented.map(({ document }) => document),
  unresolved,
});

function operationRows({ routes }: ApplicationFacts): SpecOutput["operations"] {
  return routes.map(({ method, path, framework, place, body, responses, unresolved }) => ({
    method,
    path,
    framework,
    file: place.file,
    line: place.line,
    hasBody: body !== undefined,
    statuses: responses.map(({ status }) => status),
    isResolved: unresolved.length === 0,
  }));
}

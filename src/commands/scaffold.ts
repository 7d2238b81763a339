import { z } from "zod";
import { defineCommand, type World } from "../command/index.ts";
import { errors, type Finding } from "../kit/index.ts";
import { scaffoldText } from "../report/scaffold/index.ts";
import { generate, missingHandlers, type Generated } from "../scaffold/index.ts";
import { scaffoldOutput, type ScaffoldOutput } from "./scaffold/output.ts";
import { placesOf, shownPath, type Places } from "./scaffold/places.ts";
import { readDocument } from "./scaffold/read.ts";
import { readTemplates } from "./scaffold/templates.ts";
import { writeFiles, type WrittenFile } from "./scaffold/write.ts";

const input = z.object({
  spec: z
    .string()
    .optional()
    .describe("OpenAPI 3.0, 3.1, 3.2 or Swagger 2.0, YAML or JSON")
    .meta({ position: 0, value: "FILE" }),
  framework: z
    .enum(["express", "fastify", "koa"])
    .default("express")
    .describe("Whose routes are written")
    .meta({ short: "f" }),
  out: z
    .string()
    .default("src/routes/")
    .describe("Folder of the handler files; the rest lies beside it")
    .meta({ short: "o", value: "PATH" }),
  errors: z
    .enum(["envelope", "problem"])
    .default("envelope")
    .describe("Form of errors: envelope is {error, meta}, problem is RFC 9457"),
  basePath: z
    .string()
    .optional()
    .describe("Where the routes are mounted; default: the path of the first server")
    .meta({ value: "PATH" }),
  formats: z.boolean().default(true).describe("Validate formats; --no-formats takes them as notes"),
  unknownFields: z
    .enum(["document", "reject", "strip"])
    .default("document")
    .describe(
      "Properties that no schema names: document keeps them unless a schema refuses them; reject answers 400; strip drops them",
    ),
  coerce: z
    .enum(["parameters", "bodies"])
    .default("parameters")
    .describe("Where text stands for numbers and booleans: in parameters and forms, or in JSON bodies too"),
  strict: z.boolean().default(false).describe("Write nothing when a reference of the document resolves to nothing"),
  force: z.boolean().default(false).describe("Overwrite managed files that were edited; a copy is kept as .orig"),
  dryRun: z.boolean().default(false).describe("List what would be written"),
  javascript: z.boolean().default(false).describe("Write JavaScript instead of TypeScript (not built yet)"),
  fromDb: z.string().optional().describe("Scaffold from a database (not built yet)").meta({ value: "URL" }),
});

type Input = z.output<typeof input>;

export const command = defineCommand({
  name: "scaffold",
  summary: "Writes the routes, validators and types of an API from its OpenAPI document",
  description:
    "Handlers and app.ts are yours: they are written once and never touched again. Types, validators and the route table are managed: " +
    "they follow the document, and one that was edited by hand is never overwritten silently (exit code 4).",
  effects: ["writes"],
  input,
  output: scaffoldOutput,
  examples: [
    { line: "backwright scaffold openapi.yaml", what: "an Express API in src/" },
    { line: "backwright scaffold openapi.yaml --framework express --out src/routes/", what: "the same, spelled out" },
    { line: "backwright scaffold openapi.yaml --dry-run", what: "what would be written" },
  ],
  run,
  views: { text: scaffoldText },
  exitCode: ({ findings, refused }) => (refused || findings.some(({ severity }) => severity === "error") ? 1 : 0),
});

async function run(wishes: Input, world: World): Promise<ScaffoldOutput> {
  const { spec, framework } = await usable(wishes, world);
  const { model, placed } = await readDocument(world, spec);
  const choice = { framework, errors: wishes.errors };
  const templates = await readTemplates(world, choice);
  const { basePath, formats, unknownFields, coerce: coercion } = wishes;
  const generated = generate(model, { ...choice, basePath, formats, unknownFields, coercion, templates });
  const findings = [...model.findings, ...generated.findings.map(placed)];
  const places = await placesOf(world, wishes.out);
  const refused = wishes.strict && isLossy(findings);
  const written = refused ? [] : await writeFiles(world, places, { files: generated.files, wishes });
  return {
    ...namesOf(world, places, { spec, framework }),
    ...(await handlersOf(world, places, { generated, written })),
    basePath: generated.basePath,
    securitySchemes: generated.securitySchemes,
    files: written.map((file) => fileRow(world, file)),
    findings: findings.map(reported),
    dryRun: wishes.dryRun,
    refused,
  };
}

interface Usable {
  readonly spec: string;
  readonly framework: "express";
}

/** Promised words whose code has not been written answer so. Errors: `not-built-yet`, `scaffold-spec-missing`. */
async function usable({ spec, framework, javascript, fromDb }: Input, world: World): Promise<Usable> {
  const coming = (words: string, what: string): Error =>
    errors.command.notBuilt({ words: `scaffold ${words}`, coming: what });
  if (fromDb !== undefined)
    throw coming("--from-db", "scaffolding from a database comes with the next scaffold release");
  if (framework !== "express")
    throw coming(`--framework ${framework}`, `${framework} comes with the next scaffold release`);
  if (javascript) throw coming("--javascript", "JavaScript output comes with the next scaffold release");
  if (spec === undefined) throw errors.scaffold.specMissing({ command: "scaffold" });
  if ((await world.files.facts(spec))?.kind === "folder")
    throw coming("<folder>", "OpenAPI from existing routes is backwright spec, which comes later");
  return { spec, framework };
}

const isLossy = (findings: readonly Finding[]): boolean => findings.some(({ severity }) => severity === "error");

function namesOf(world: World, places: Places, { spec, framework }: Usable) {
  const root = shownPath(world, places.sourceRoot);
  return {
    specification: spec,
    framework,
    routes: `${shownPath(world, places.routes)}/`,
    validators: `${root}/middleware/validators.ts`,
    types: `${root}/types/api.ts`,
  };
}

interface Work {
  readonly generated: Generated;
  readonly written: readonly WrittenFile[];
}

async function handlersOf(world: World, places: Places, { generated, written }: Work) {
  const kept = new Set(written.filter(({ decision }) => decision.action === "kept").map(({ path }) => path));
  const files = [...new Set(generated.operations.map(({ file }) => file))].filter((file) =>
    kept.has(`${places.sourceRoot}/${file}`),
  );
  const missing = await Promise.all(
    files.map(async (file) => {
      const path = `${places.sourceRoot}/${file}`;
      const ids = generated.operations.filter((operation) => operation.file === file).map(({ id }) => id);
      return { file: shownPath(world, path), operations: missingHandlers(await world.files.readText(path), ids) };
    }),
  );
  return {
    operations: generated.operations.map((one) => ({
      ...one,
      file: shownPath(world, `${places.sourceRoot}/${one.file}`),
    })),
    missingHandlers: missing.filter(({ operations }) => operations.length > 0),
  };
}

function fileRow(world: World, { path, decision, copy }: WrittenFile): ScaffoldOutput["files"][number] {
  const row = { path: shownPath(world, path), ownership: decision.ownership, action: decision.action };
  return copy === undefined ? row : { ...row, copy: shownPath(world, copy) };
}

function reported({ code, severity, subject, evidence, fix }: Finding): ScaffoldOutput["findings"][number] {
  const row = { code, severity, subject: { ...subject }, evidence: { ...evidence } };
  return fix === undefined ? row : { ...row, fix };
}

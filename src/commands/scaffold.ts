import { z } from "zod";
import { defineCommand, type World } from "../command/index.ts";
import { errors } from "../kit/index.ts";
import { scaffoldText } from "../report/scaffold/index.ts";
import { sourceName, type FromDbWishes } from "./scaffold/from-db.ts";
import { fromDbInput } from "./scaffold/from-db-input.ts";
import { scaffoldFlags } from "./scaffold/input.ts";
import { scaffoldExitCode, scaffoldOutput, type ScaffoldOutput } from "./scaffold/output.ts";
import { runScaffold } from "./scaffold/run.ts";
import { usableSpec } from "./scaffold/usable.ts";
import { watchScaffold } from "./scaffold/watch.ts";

const input = z.object({
  ...scaffoldFlags,
  strict: z.boolean().default(false).describe("Write nothing when a reference of the document resolves to nothing"),
  force: z.boolean().default(false).describe("Overwrite managed files that were edited; a copy is kept as .orig"),
  dryRun: z.boolean().default(false).describe("Show what would be written, as a diff, and write nothing"),
  check: z.boolean().default(false).describe("Write nothing; exit code 1 when a run would change a file"),
  watch: z.boolean().default(false).describe("Run again whenever the document is saved, until Ctrl-C"),
  ...fromDbInput,
});

type Input = z.output<typeof input>;

export const command = defineCommand({
  name: "scaffold",
  summary: "Writes the routes, validators and types of an API from its OpenAPI document",
  description:
    "Handlers are yours: a later run adds stubs for new operations, renames what the document renames, and leaves every body alone. " +
    "app.ts is written once. Types, validators and the route table follow the document; edits in them are carried over, and where " +
    "one cannot be, nothing is written (exit code 4).",
  effects: ["writes"],
  input,
  output: scaffoldOutput,
  examples: [
    { line: "backwright scaffold openapi.yaml", what: "an Express API in src/" },
    { line: "backwright scaffold openapi.yaml --framework express --out src/routes/", what: "the same, spelled out" },
    { line: "backwright scaffold openapi.yaml --framework fastify", what: "the same API for Fastify; koa likewise" },
    { line: "backwright scaffold openapi.yaml --javascript", what: "the same API in JavaScript with JSDoc types" },
    { line: "backwright scaffold --from-db postgres://localhost/shop", what: "an API with its SQL, from a database" },
    { line: "backwright scaffold --from-db schema.sql", what: "the same from a schema: no server is needed" },
    { line: "backwright scaffold openapi.yaml --dry-run", what: "what would be written" },
    {
      line: "backwright scaffold openapi.yaml --check",
      what: "in CI: exit code 1 when the code does not match the document",
    },
  ],
  run,
  views: { text: scaffoldText },
  exitCode: scaffoldExitCode,
});

async function run(wishes: Input, world: World): Promise<ScaffoldOutput> {
  const asked = { ...wishes, ...(await usable(wishes, world)) };
  if (!wishes.watch) return runScaffold(world, asked);
  if (wishes.fromDb !== undefined) throw errors.scaffold.watchNothing();
  return watchScaffold(world, asked);
}

interface Usable {
  readonly spec: string;
  readonly framework: Input["framework"];
  readonly fromDb: FromDbWishes | undefined;
}

/** What has nothing to say where a database is read. */
function besideDatabase({ tags, paths, overlay, tests }: Pick<Input, "tags" | "paths" | "overlay" | "tests">): void {
  const problems = [
    ...((tags ?? paths ?? overlay) === undefined
      ? []
      : ["--tags, --paths and --overlay choose from a document, and --from-db reads none."]),
    ...(tests === undefined ? [] : ["--from-db always writes tests of its own, with rows of the database."]),
  ];
  if (problems.length > 0) throw errors.command.badInput({ problems, command: "scaffold" });
}

/** Errors: `scaffold-spec-missing`, `bad-input`, `not-built-yet` for engines that cannot be read. */
async function usable({ spec, framework, fromDb, ...wishes }: Input, world: World): Promise<Usable> {
  if (fromDb !== undefined) besideDatabase(wishes);
  if (fromDb !== undefined) return { spec: sourceName(fromDb), framework, fromDb: { ...wishes, fromDb } };
  return { spec: await usableSpec(world, "scaffold", spec), framework, fromDb: undefined };
}

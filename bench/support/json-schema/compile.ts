import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import type { Finding } from "../../../src/kit/index.ts";
import { readSpecification } from "../../../src/openapi/index.ts";
import { generate } from "../../../src/scaffold/generate.ts";
import type { ScaffoldOptions, ValidatorName } from "../../../src/scaffold/options.ts";
import { templatePaths } from "../../../src/scaffold/templates.ts";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");
const CHOICE = { framework: "express", errors: "envelope" } as const;

export interface Problem {
  readonly pointer: string;
  readonly message: string;
}

/** Generated code, loaded: one function per operation, that throws what `createApp` would answer with. */
export type Readers = Readonly<Record<string, (source: object) => unknown>>;

/** A folder in which documents become validators: each has its own generated files, all share the templates. */
/** The options of scaffold that decide what validators do. */
export type Policy = Partial<Pick<ScaffoldOptions, "formats" | "unknownFields" | "coercion">>;

export interface Workshop extends AsyncDisposable {
  readonly folder: string;
  make(name: string, files: ReadonlyMap<string, string>, policy?: Policy): Promise<Made>;
  /** The same, compiled by tsc and not by the loader of the bench, with its formats asserted: for measuring. */
  build(name: string, files: ReadonlyMap<string, string>): Promise<Readers>;
  /** What `tsc --strict` says of all that was made. */
  complaints(compiler?: string): Promise<readonly string[]>;
}

export interface Made {
  readonly readers: Readers;
  readonly findings: readonly Finding[];
  /** The generated validators. */
  readonly text: string;
}

export async function openWorkshop(validator: ValidatorName = "generated"): Promise<Workshop> {
  const folder = await mkdtemp(join(tmpdir(), "backwright-validators-"));
  const templates = await readTemplates(validator);
  await writeShared(folder, templates, validator);
  return {
    folder,
    make: (name, files, policy = {}) => make({ folder, name, templates, policy: { ...policy, validator } }, files),
    build: (name, files) => build({ folder, name, templates, policy: { validator } }, files),
    complaints: (compiler) => complaints(folder, compiler),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

async function readTemplates(validator: ValidatorName): Promise<ReadonlyMap<string, string>> {
  const texts = templatePaths({ ...CHOICE, validator }).map(
    async (path) => [path, await readFile(join(ROOT, "templates/scaffold", path), "utf8")] as const,
  );
  return new Map(await Promise.all(texts));
}

const SHARED = /^(?:middleware\/(?:runtime\/|errors)|types\/(?:handler|contract)\.)/;
const EMPTY = JSON.stringify({ openapi: "3.1.0", info: { title: "", version: "" }, paths: {} });

async function writeShared(
  folder: string,
  templates: ReadonlyMap<string, string>,
  validator: ValidatorName,
): Promise<void> {
  const model = await readSpecification("openapi.json", async () => EMPTY);
  const { files } = generate(model, { ...CHOICE, formats: true, validator, templates });
  for (const { path, text } of files.filter(({ path }) => SHARED.test(path))) await write(join(folder, path), text);
  await write(join(folder, "package.json"), '{ "type": "module" }');
  await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"), "junction");
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

interface Job {
  readonly folder: string;
  readonly name: string;
  readonly templates: ReadonlyMap<string, string>;
  readonly policy: Policy & { readonly validator: ValidatorName };
}

async function make({ folder, name, templates, policy }: Job, files: ReadonlyMap<string, string>): Promise<Made> {
  const model = await readSpecification("openapi.json", async (path) => {
    const text = files.get(path);
    if (text === undefined) throw new Error(`There is no ${path}.`);
    return text;
  });
  const generated = generate(model, { ...CHOICE, formats: true, ...policy, templates });
  const own = generated.files.filter(({ path }) => /^(?:middleware\/(?:validators|schemas)|types\/api)/.test(path));
  for (const { path, text } of own) await write(join(folder, name, path), text);
  await symlink(join(folder, "middleware/runtime"), join(folder, name, "middleware/runtime"), "junction");
  for (const shared of ["types/handler.ts", "types/contract.ts"])
    await symlink(join(folder, shared), join(folder, name, shared));
  const readers = (await import(pathToFileURL(join(folder, name, "middleware/validators.ts")).href)) as Readers;
  const text = own.find(({ path }) => path === "middleware/validators.ts")?.text ?? "";
  return { readers, text, findings: [...model.findings, ...generated.findings] };
}

const OPTIONS = {
  target: "es2023",
  lib: ["es2023"],
  module: "nodenext",
  types: ["node"],
  strict: true,
  noEmit: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noUnusedLocals: true,
  noPropertyAccessFromIndexSignature: true,
  noFallthroughCasesInSwitch: true,
  verbatimModuleSyntax: true,
  skipLibCheck: true,
};

async function build(job: Job, files: ReadonlyMap<string, string>): Promise<Readers> {
  await make(job, files);
  const compilerOptions = { ...OPTIONS, noEmit: false, rootDir: ".", outDir: `built-${job.name}` };
  const settings = { compilerOptions, include: [`${job.name}/middleware/*.ts`] };
  const path = join(job.folder, `tsconfig.${job.name}.json`);
  await writeFile(path, JSON.stringify(settings));
  const compiler = join(ROOT, "node_modules/typescript/bin/tsc");
  await promisify(execFile)(process.execPath, [compiler, "-p", path]);
  const out = join(job.folder, `built-${job.name}`);
  return (await import(pathToFileURL(join(out, job.name, "middleware/validators.js")).href)) as Readers;
}

async function complaints(folder: string, compiler = join(ROOT, "node_modules/typescript/bin/tsc")) {
  const settings = { compilerOptions: OPTIONS, include: ["*/middleware/*.ts", "*/types/*.ts"] };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(settings));
  const said = await promisify(execFile)(process.execPath, [compiler, "-p", folder], { maxBuffer: 64 << 20 }).then(
    () => "",
    (failure: { readonly stdout?: string }) => failure.stdout ?? "tsc did not run",
  );
  return said.split("\n").filter((line) => /error TS/.test(line) || line === "tsc did not run");
}

/** What a reader says of a JSON body: undefined when it takes it. Errors that are no verdict are raised. */
export function verdictOn(reader: (source: object) => unknown, value: unknown): readonly Problem[] | undefined {
  const source = { params: {}, query: "", headers: {}, body: { type: "application/json", value } };
  try {
    reader(source);
    return undefined;
  } catch (error) {
    const { code, details } = error as { readonly code?: unknown; readonly details?: readonly unknown[] };
    if (code !== "VALIDATION_ERROR") throw error;
    return (details ?? []).map((detail) => {
      const { field, message } = detail as { readonly field: string; readonly message: string };
      return { pointer: field, message };
    });
  }
}

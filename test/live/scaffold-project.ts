import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import type { ErrorShape, FrameworkName, ValidatorName } from "../../src/scaffold/options.ts";
import type { ApiModel } from "../../src/openapi/index.ts";
import type { Generated } from "../../src/scaffold/generate.ts";
import { inLanguage, type Language } from "../../src/scaffold/index.ts";
import { generatedOf, modelOf } from "../scaffold/generated.ts";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const run = promisify(execFile);

const OPTIONS = {
  target: "es2023",
  lib: ["es2023"],
  module: "nodenext",
  rootDir: "src",
  outDir: "dist",
  types: ["node"],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noUnusedLocals: true,
  noImplicitOverride: true,
  noFallthroughCasesInSwitch: true,
  noPropertyAccessFromIndexSignature: true,
  verbatimModuleSyntax: true,
  skipLibCheck: true,
};

/** JavaScript is checked where it stands, the declarations beside it too. */
const CHECKED = {
  ...OPTIONS,
  rootDir: undefined,
  outDir: undefined,
  allowJs: true,
  checkJs: true,
  noEmit: true,
  skipLibCheck: false,
};

/** A scaffolded project in a temporary folder, with the files of a test written over it. */
export interface Project extends AsyncDisposable {
  readonly folder: string;
  readonly generated: Generated;
  readonly generateCpuMs: number;
  /** What tsc says, a line per error. */
  readonly complaints: readonly string[];
  /** The compiled application, listening; `handlers` and options as `createApp` takes them. */
  listen(handlers: object, options?: object): Promise<RunningApp>;
}

export interface RunningApp extends AsyncDisposable {
  readonly origin: string;
}

export interface ProjectChoice {
  readonly errors?: ErrorShape;
  readonly framework?: FrameworkName;
  readonly validator?: ValidatorName;
  readonly client?: boolean;
  readonly tests?: boolean;
  readonly language?: Language;
}

export async function projectFrom(
  document: string,
  extra: Readonly<Record<string, string>> = {},
  choice: ProjectChoice = {},
): Promise<Project> {
  return projectOf(await modelOf(document), extra, choice);
}

export async function projectOf(
  model: ApiModel,
  extra: Readonly<Record<string, string>> = {},
  {
    errors = "envelope",
    framework = "express",
    validator,
    language,
    client = false,
    tests = false,
  }: ProjectChoice = {},
): Promise<Project> {
  const folder = await mkdtemp(join(tmpdir(), "backwright-project-"));
  const from = process.cpuUsage();
  const made = await generatedOf(model, errors, framework, validator, { client, tests });
  const generated = inLanguage(made, language ?? "typescript");
  const isJavaScript = language === "javascript";
  const { user, system } = process.cpuUsage(from);
  const own = Object.entries(extra).map(([path, text]) => ({ path, text }));
  const files = [...generated.files, ...own];
  const folders = new Set(files.map(({ path }) => dirname(join(folder, "src", path))));
  for (const each of folders) await mkdir(each, { recursive: true });
  for (const { path, text } of files) await writeFile(join(folder, "src", path), text);
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  await writeFile(
    join(folder, "tsconfig.json"),
    JSON.stringify({ compilerOptions: isJavaScript ? CHECKED : OPTIONS, include: ["src"] }),
  );
  await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"), "junction");
  return {
    folder,
    generated,
    generateCpuMs: Math.round((user + system) / 1_000),
    complaints: await compile(folder),
    listen: (handlers, options = {}) => listen(join(folder, isJavaScript ? "src" : "dist"), handlers, options),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

async function compile(folder: string): Promise<readonly string[]> {
  const compiler = join(ROOT, "node_modules/typescript/bin/tsc");
  const said = await run(process.execPath, [compiler, "-p", folder], { cwd: folder, maxBuffer: 64 << 20 }).then(
    () => "",
    (failure: { stdout: string }) => failure.stdout,
  );
  return said.split("\n").filter((line) => line.startsWith("src/"));
}

/** What `createApp` of Express and Koa gives. */
interface ServerApp {
  listen(port: number, host: string): Server;
}

/** What `createApp` of Fastify gives. */
interface FastifyApp {
  readonly server: Server;
  listen(where: { readonly port: number; readonly host: string }): Promise<string>;
}

type CreateApp = (handlers: object, options: object) => ServerApp | FastifyApp;

/** The compiled application of any framework, listening on a free port. */
async function listen(folder: string, handlers: object, options: object): Promise<RunningApp> {
  const loaded = (await import(pathToFileURL(join(folder, "app.js")).href)) as { createApp: CreateApp };
  const app = loaded.createApp(handlers, options);
  const server = await serverOf(app);
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

async function serverOf(app: ServerApp | FastifyApp): Promise<Server> {
  if ("server" in app) {
    await app.listen({ port: 0, host: "127.0.0.1" });
    return app.server;
  }
  const server = app.listen(0, "127.0.0.1");
  if (!server.listening) await once(server, "listening");
  return server;
}

import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import type { ErrorShape } from "../../src/scaffold/index.ts";
import { generatedFrom } from "../scaffold/generated.ts";

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
  verbatimModuleSyntax: true,
  skipLibCheck: true,
};

/** A scaffolded project in a temporary folder, with the files of a test written over it. */
export interface Project extends AsyncDisposable {
  /** What tsc says, a line per error. */
  readonly complaints: readonly string[];
  /** The compiled application, listening; `handlers` and options as `createApp` takes them. */
  listen(handlers: object, options?: object): Promise<RunningApp>;
}

export interface RunningApp extends AsyncDisposable {
  readonly origin: string;
}

export async function projectFrom(
  document: string,
  extra: Readonly<Record<string, string>> = {},
  errors: ErrorShape = "envelope",
): Promise<Project> {
  const folder = await mkdtemp(join(tmpdir(), "backwright-project-"));
  const generated = await generatedFrom(document, errors);
  const own = Object.entries(extra).map(([path, text]) => ({ path, text }));
  for (const { path, text } of [...generated.files, ...own]) {
    await mkdir(dirname(join(folder, "src", path)), { recursive: true });
    await writeFile(join(folder, "src", path), text);
  }
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: OPTIONS, include: ["src"] }));
  await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"), "junction");
  return {
    complaints: await compile(folder),
    listen: (handlers, options = {}) => listen(folder, handlers, options),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

async function compile(folder: string): Promise<readonly string[]> {
  const compiler = join(ROOT, "node_modules/typescript/bin/tsc");
  const said = await run(process.execPath, [compiler, "-p", folder], { cwd: folder }).then(
    () => "",
    (failure: { stdout: string }) => failure.stdout,
  );
  return said.split("\n").filter((line) => line.startsWith("src/"));
}

type CreateApp = (handlers: object, options: object) => { listen(port: number, host: string): Server };

async function listen(folder: string, handlers: object, options: object): Promise<RunningApp> {
  const loaded = (await import(pathToFileURL(join(folder, "dist/app.js")).href)) as { createApp: CreateApp };
  const server = loaded.createApp(handlers, options).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

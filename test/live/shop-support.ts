// The shop of examples/shop as a stranger would have it: generated, type-checked, its database filled, its server running.
import { type ChildProcess, spawn } from "node:child_process";
import { cp, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import type { ApiModel } from "../../src/openapi/index.ts";
import { readSpecification } from "../../src/openapi/index.ts";
import { accepts, type SampleRequest } from "../../src/openapi/sample/index.ts";
import { generate, templatePaths } from "../../src/scaffold/index.ts";
import { open } from "./analyze-support.ts";

const root = join(import.meta.dirname, "..", "..");
export const shop = join(root, "examples/shop");

export function readShop(): Promise<ApiModel> {
  return readSpecification("openapi.yaml", (path) => readFile(join(shop, path), "utf8"));
}

/** The shop's tables and rows in an empty database. */
export async function fillShop(url: string): Promise<void> {
  await using session = await open(url);
  await session.script("create extension if not exists pg_stat_statements");
  await session.script(await readFile(join(shop, "migrations/20260101_create_shop.sql"), "utf8"));
  await session.script(await readFile(join(shop, "seed.sql"), "utf8"));
}

/** Generates the API into a folder, with the shop's handlers in it. */
export async function generateShop(folder: string): Promise<void> {
  const choice = { framework: "express", errors: "envelope" } as const;
  const paths = templatePaths(choice);
  const texts = await Promise.all(paths.map((path) => readFile(join(root, "templates/scaffold", path), "utf8")));
  const templates = new Map(paths.map((path, position) => [path, texts[position] ?? ""]));
  const { files } = generate(await readShop(), { ...choice, formats: true, templates });
  for (const { path, text } of files) {
    await mkdir(dirname(join(folder, "src", path)), { recursive: true });
    await writeFile(join(folder, "src", path), text);
  }
  await cp(join(shop, "handlers"), join(folder, "src"), { recursive: true });
  for (const name of ["package.json", "tsconfig.json"]) await cp(join(shop, name), join(folder, name));
  await symlink(join(root, "node_modules"), join(folder, "node_modules"), "junction");
}

/** Complaints of the compiler; it also writes `dist/`. */
export async function compileShop(folder: string): Promise<string> {
  const compiler = spawn(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", folder]);
  let said = "";
  for (const stream of [compiler.stdout, compiler.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (said += text));
  await new Promise((resolve) => compiler.once("close", resolve));
  return said;
}

export interface Shop extends AsyncDisposable {
  send(request: Pick<SampleRequest, "method" | "path"> & Partial<SampleRequest>): Promise<ShopAnswer>;
  /** The exit code once it has been asked to end. */
  stop(): Promise<number | null>;
}

export interface ShopAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

export async function startShop(folder: string, databaseUrl: string): Promise<Shop> {
  const port = await freePort();
  const env = {
    ...process.env,
    PORT: String(port),
    HOST: "127.0.0.1",
    ADMIN_KEY: "sample-key",
    DATABASE_URL: databaseUrl,
  };
  const child = spawn(process.execPath, [join(folder, "dist/server.js")], { env });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  await listening(child);
  const stop = (): Promise<number | null> => {
    child.kill("SIGTERM");
    return ended;
  };
  return {
    send: (request) => send(`http://127.0.0.1:${port}`, request),
    stop,
    [Symbol.asyncDispose]: async () => void (await stop()),
  };
}

/** Whether an answer is one that the document describes: its status, and its body by the schema. */
export function keepsContract(model: ApiModel, id: string, answer: ShopAnswer): boolean {
  const operation = model.operations.find((each) => each.id === id);
  const response = operation?.responses.find(({ status }) => status === String(answer.status));
  if (response === undefined) return false;
  const schema = response.content[0]?.schema;
  if (schema === undefined) return answer.body === undefined;
  return accepts(answer.body as never, schema, { schemas: model.schemas, side: "response" });
}

async function send(origin: string, request: Parameters<Shop["send"]>[0]): Promise<ShopAnswer> {
  const { method, path, headers = {}, body = null } = request;
  const answer = await fetch(`${origin}${path}`, { method, headers, body });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: text === "" ? undefined : JSON.parse(text) };
}

/** The server says so itself. */
async function listening(child: ChildProcess): Promise<void> {
  let said = "";
  await new Promise<void>((resolve, reject) => {
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      if (said.includes("is open")) resolve();
    });
    child.stderr?.setEncoding("utf8").on("data", (text: string) => (said += text));
    child.once("close", () => reject(new Error(`The shop ended: ${said}`)));
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}

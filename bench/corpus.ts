// The published documents of the corpus, each scaffolded to Express: generated, type-checked with `tsc --strict`, booted, and
// asked the first valid request of every operation. Run: npx tsx bench/corpus.ts [folder] [document…]
import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { Agent, request as httpRequest, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { textTable } from "../src/kit/index.ts";
import { readSpecification, type ApiModel, type Operation } from "../src/openapi/index.ts";
import { brokenRequests, sampleRequest, sampleResponse, type SampleRequest } from "../src/openapi/sample/index.ts";
import { generate, templatePaths, type Generated } from "../src/scaffold/index.ts";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const run = promisify(execFile);

export interface CorpusRow {
  readonly document: string;
  readonly operations: number;
  readonly generateCpuMs: number;
  readonly compileMs: number;
  /** First lines of what tsc said; empty when it said nothing. */
  readonly typeErrors: readonly string[];
  readonly bootError: string | undefined;
  /** Valid requests that were sent, and how many were answered by the handler. */
  readonly sent: number;
  readonly served: number;
  readonly refused: readonly string[];
  /** Answers 500 and above but the 501 of an operation with lost parts. */
  readonly crashed: readonly string[];
  /** Requests with one broken constraint, and those that were let through. */
  readonly broken: number;
  readonly accepted: readonly string[];
}

/** One document through the whole chain. The folder is removed again. */
export async function checkDocument(file: string, document: string): Promise<CorpusRow> {
  const folder = await mkdtemp(join(tmpdir(), "backwright-corpus-"));
  try {
    const from = process.cpuUsage();
    const model = await readSpecification(file, (path) => readFile(path, "utf8"));
    const generated = await writeProject(folder, model);
    const spent = process.cpuUsage(from);
    const compiled = await compile(folder);
    const answers = compiled.typeErrors.length > 0 ? NOT_RUN : await ask(folder, model, generated);
    const generateCpuMs = Math.round((spent.user + spent.system) / 1_000);
    return { document, operations: generated.operations.length, generateCpuMs, ...compiled, ...answers };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const NOT_RUN = { bootError: "not compiled", sent: 0, served: 0, refused: [], crashed: [], broken: 0, accepted: [] };

async function writeProject(folder: string, model: ApiModel): Promise<Generated> {
  const choice = { framework: "express", errors: "envelope" } as const;
  const texts = templatePaths(choice).map(
    async (path) => [path, await readFile(join(ROOT, "templates/scaffold", path), "utf8")] as const,
  );
  const generated = generate(model, { ...choice, formats: true, templates: new Map(await Promise.all(texts)) });
  const folders = new Set(generated.files.map(({ path }) => dirname(join(folder, "src", path))));
  for (const each of folders) await mkdir(each, { recursive: true });
  await Promise.all(generated.files.map(({ path, text }) => writeFile(join(folder, "src", path), text)));
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: OPTIONS, include: ["src"] }));
  await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"), "junction");
  return generated;
}

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

async function compile(folder: string): Promise<Pick<CorpusRow, "compileMs" | "typeErrors">> {
  const from = performance.now();
  const compiler = join(ROOT, "node_modules/typescript/bin/tsc");
  const typeErrors = await run(process.execPath, [compiler, "-p", folder], { cwd: folder, maxBuffer: 64 << 20 }).then(
    () => [],
    (failure: { stdout?: string }) => (failure.stdout ?? "tsc did not run").split("\n").slice(0, 5),
  );
  return { compileMs: Math.round(performance.now() - from), typeErrors };
}

type Answers = Omit<CorpusRow, "document" | "operations" | "generateCpuMs" | "compileMs" | "typeErrors">;
type CreateApp = (handlers: object, options: object) => { listen(port: number, host: string): Server };

async function ask(folder: string, model: ApiModel, generated: Generated): Promise<Answers> {
  const loaded = (await import(pathToFileURL(join(folder, "dist/app.js")).href)) as { createApp: CreateApp };
  const security = Object.fromEntries(generated.securitySchemes.map((key) => [key, () => ({ key })]));
  const handlers = Object.fromEntries(
    model.operations.map((operation) => [operation.id, handlerFor(operation, model)]),
  );
  const server = loaded.createApp(handlers, { security }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const agent = new Agent({ keepAlive: true });
  try {
    const { port } = server.address() as AddressInfo;
    const wire = { port, agent, basePath: generated.basePath === "/" ? "" : generated.basePath };
    return { bootError: undefined, ...(await askValid(model, wire)), ...(await askBroken(model, wire)) };
  } finally {
    agent.destroy();
    server.closeAllConnections();
    server.close();
  }
}

/** A typed result with the sample that the document's schema gives; the header names who answered. */
function handlerFor(operation: Operation, model: ApiModel): unknown {
  const sample = sampleResponse(operation, model);
  const headers = { ...sample.headers, "x-served-by": encodeURIComponent(operation.id) };
  return () => ({ status: sample.status, body: sample.text, type: sample.contentType, headers });
}

interface Wire {
  readonly port: number;
  readonly agent: Agent;
  readonly basePath: string;
}

interface Answer {
  readonly status: number;
  readonly servedBy: string | undefined;
  readonly text: string;
}

function send(wire: Wire, { method, path, headers, body }: SampleRequest): Promise<Answer> {
  return new Promise((done, failed) => {
    const target = encodeURI(decodeURI(wire.basePath)) + path.replaceAll("#", "%23").replace(/\?(.*)\?/, "?$1&");
    const length = body === undefined ? {} : { "Content-Length": Buffer.byteLength(body) };
    const { port, agent } = wire;
    const sent = httpRequest(
      { host: "127.0.0.1", port, agent, method, path: target, headers: { ...headers, ...length } },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("end", () =>
          done({
            status: answer.statusCode ?? 0,
            servedBy: answer.headers["x-served-by"]?.toString(),
            text: Buffer.concat(chunks).toString("utf8").slice(0, 300),
          }),
        );
      },
    );
    sent.on("error", failed);
    sent.end(body);
  });
}

async function askValid(
  model: ApiModel,
  wire: Wire,
): Promise<Pick<Answers, "sent" | "served" | "refused" | "crashed">> {
  const refused: string[] = [];
  const crashed: string[] = [];
  let [sent, served] = [0, 0];
  for (const operation of model.operations) {
    const request = sampleRequest(operation, model);
    const answer = await send(wire, request).catch((error: unknown) => ({
      status: 0,
      servedBy: undefined,
      text: String(error),
    }));
    sent += 1;
    const line = `${operation.method} ${operation.path} (${operation.id}) → ${request.path} ${request.body?.slice(0, 200) ?? ""} → ${answer.status} ${answer.text}`;
    const isLost = answer.status === 501 && operation.unresolved.length > 0;
    if (answer.servedBy === encodeURIComponent(operation.id)) served += 1;
    else if (answer.status >= 500 && !isLost) crashed.push(line);
    else if (!isLost && request.doubts.length === 0) refused.push(line);
  }
  return { sent, served, refused, crashed };
}

async function askBroken(model: ApiModel, wire: Wire): Promise<Pick<Answers, "broken" | "accepted">> {
  const accepted: string[] = [];
  let broken = 0;
  for (const operation of model.operations) {
    if (operation.unresolved.length > 0) continue;
    for (const { in: place, subject, rule, request } of brokenRequests(operation, model)) {
      broken += 1;
      const answer = await send(wire, request).catch((error: unknown) => ({
        status: 0,
        servedBy: undefined,
        text: String(error),
      }));
      const isRefused = answer.status === 400 || answer.status === 415 || answer.status === 404;
      if (!isRefused)
        accepted.push(
          `${operation.id} ${place} ${subject} ${rule} → ${request.path} ${request.body?.slice(0, 200) ?? ""} → ${answer.status} ${answer.text.slice(0, 100)}`,
        );
    }
  }
  return { broken, accepted };
}

export interface CorpusEntry {
  readonly file: string;
}

/** Every document of a corpus folder, in the order of its index. */
export async function checkCorpus(corpus: string, only: readonly string[] = []): Promise<readonly CorpusRow[]> {
  const index = JSON.parse(await readFile(join(corpus, "index.json"), "utf8")) as readonly CorpusEntry[];
  const rows: CorpusRow[] = [];
  for (const { file } of index) {
    if (only.length > 0 && !only.some((name) => file.includes(name))) continue;
    const row = await checkDocument(join(corpus, file), file);
    rows.push(row);
    report(row);
  }
  return rows;
}

const SHOWN = Number(process.env["SHOWN"] ?? 3);

function report(row: CorpusRow): void {
  for (const line of row.typeErrors) console.log(`${row.document} TYPE ${line}`);
  if (row.bootError !== undefined) console.log(`${row.document} BOOT ${row.bootError}`);
  for (const line of row.crashed.slice(0, SHOWN)) console.log(`${row.document} 500 ${line}`);
  for (const line of row.refused.slice(0, SHOWN)) console.log(`${row.document} REFUSED ${line}`);
  for (const line of row.accepted.slice(0, SHOWN)) console.log(`${row.document} ACCEPTED ${line}`);
}

const COLUMNS = [
  "document",
  "operations",
  "generate CPU ms",
  "tsc ms",
  "valid",
  "served",
  "refused",
  "500",
  "broken",
  "let through",
];

function tableOf(rows: readonly CorpusRow[]): string {
  const cells = rows.map((row) => [
    row.document,
    ...[
      row.operations,
      row.generateCpuMs,
      row.typeErrors.length > 0 ? "ERROR" : row.compileMs,
      row.sent,
      row.served,
    ].map(String),
    ...[row.refused.length, row.crashed.length, row.broken, row.accepted.length].map(String),
  ]);
  return textTable(
    COLUMNS.map((title, at) => ({ title, align: at === 0 ? ("left" as const) : ("right" as const) })),
    cells,
  );
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [corpus = "../shared/corpus/openapi", ...only] = process.argv.slice(2);
  const rows = await checkCorpus(corpus, only);
  console.log(tableOf(rows));
}

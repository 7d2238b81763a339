// The published documents of the corpus, each scaffolded to each framework: generated, type-checked with `tsc --strict`, booted,
// and asked the first valid request of every operation.
// Run: npx tsx bench/corpus.ts [--framework=express|fastify|koa…] [--first] [folder] [document…]
// `--first` sends valid requests only, and takes the smallest document first: bench/contract.ts sends the broken ones.
import { readFile } from "node:fs/promises";
import { Agent, request as httpRequest } from "node:http";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { textTable } from "../src/kit/index.ts";
import { readSpecification, type ApiModel, type Operation } from "../src/openapi/index.ts";
import { brokenRequests, sampleRequest, sampleResponse, type SampleRequest } from "../src/openapi/sample/index.ts";
import type { FrameworkName } from "../src/scaffold/options.ts";
import { projectOf, type Project } from "../test/live/scaffold-project.ts";

export interface CorpusRow {
  readonly document: string;
  readonly framework: FrameworkName;
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

/** One document through the whole chain. */
export async function checkDocument(
  file: string,
  document: string,
  framework: FrameworkName = "express",
): Promise<CorpusRow> {
  const model = await readSpecification(file, (path) => readFile(path, "utf8"));
  const from = performance.now();
  await using project = await projectOf(model, {}, { framework });
  const compileMs = Math.round(performance.now() - from);
  const { generated, generateCpuMs, complaints } = project;
  const typeErrors = complaints.slice(0, 5);
  const answers = typeErrors.length > 0 ? NOT_RUN : await ask(project, model);
  const operations = generated.operations.length;
  return { document, framework, operations, generateCpuMs, compileMs, typeErrors, ...answers };
}

const IS_FIRST_ONLY = process.argv.includes("--first");

const NOT_RUN = { bootError: "not compiled", sent: 0, served: 0, refused: [], crashed: [], broken: 0, accepted: [] };

type Answers = Omit<CorpusRow, "document" | "framework" | "operations" | "generateCpuMs" | "compileMs" | "typeErrors">;

async function ask(project: Project, model: ApiModel): Promise<Answers> {
  const { securitySchemes, basePath } = project.generated;
  const security = Object.fromEntries(securitySchemes.map((key) => [key, () => ({ key })]));
  const handlers = Object.fromEntries(
    model.operations.map((operation) => [operation.id, handlerFor(operation, model)]),
  );
  const app = await project.listen(handlers, { security, logger: false }).catch(String);
  if (typeof app === "string") return { ...NOT_RUN, bootError: app };
  const agent = new Agent({ keepAlive: true });
  try {
    const port = Number(new URL(app.origin).port);
    const wire = { port, agent, basePath: basePath === "/" ? "" : basePath };
    const broken = IS_FIRST_ONLY ? { broken: 0, accepted: [] } : await askBroken(model, wire);
    return { bootError: undefined, ...(await askValid(model, wire)), ...broken };
  } finally {
    agent.destroy();
    await app[Symbol.asyncDispose]();
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
  readonly bytes: number;
}

/** Every document of a corpus folder, in the order of its index. */
export async function checkCorpus(
  corpus: string,
  only: readonly string[],
  frameworks: readonly FrameworkName[],
): Promise<readonly CorpusRow[]> {
  const index = JSON.parse(await readFile(join(corpus, "index.json"), "utf8")) as readonly CorpusEntry[];
  const rows: CorpusRow[] = [];
  const documents = IS_FIRST_ONLY ? index.toSorted((a, b) => a.bytes - b.bytes) : index;
  for (const { file } of documents) {
    if (only.length > 0 && !only.some((name) => file.includes(name))) continue;
    for (const framework of frameworks) {
      const row = await checkDocument(join(corpus, file), file, framework);
      rows.push(row);
      report(row);
    }
  }
  return rows;
}

const SHOWN = Number(process.env["SHOWN"] ?? 3);

function report(row: CorpusRow): void {
  const name = `${row.document} ${row.framework}`;
  console.log(`${name}: ${row.served} of ${row.sent} served`);
  for (const line of row.typeErrors) console.log(`${name} TYPE ${line}`);
  if (row.bootError !== undefined) console.log(`${name} BOOT ${row.bootError}`);
  for (const line of row.crashed.slice(0, SHOWN)) console.log(`${name} 500 ${line}`);
  for (const line of row.refused.slice(0, SHOWN)) console.log(`${name} REFUSED ${line}`);
  for (const line of row.accepted.slice(0, SHOWN)) console.log(`${name} ACCEPTED ${line}`);
}

const COLUMNS = [
  "document",
  "framework",
  "operations",
  "generate CPU ms",
  "generate, tsc ms",
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
    row.framework,
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
    COLUMNS.map((title, at) => ({ title, align: at < 2 ? ("left" as const) : ("right" as const) })),
    cells,
  );
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const words = process.argv.slice(2);
  const [corpus = "../shared/corpus/openapi", ...only] = words.filter((word) => !word.startsWith("--"));
  const all = ["express", "fastify", "koa"] as const;
  const wished = all.filter((name) => words.includes(`--framework=${name}`));
  const rows = await checkCorpus(corpus, only, wished.length === 0 ? all : wished);
  console.log(tableOf(rows));
}

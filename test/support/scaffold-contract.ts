// One document on three frameworks: the same requests, valid ones and ones with one thing wrong, and the answers side by side.
import { Agent, request as httpRequest } from "node:http";
import type { ApiModel, Operation } from "../../src/openapi/index.ts";
import {
  accepts,
  brokenRequests,
  isJsonType,
  isSurelyWrong,
  sampleRequest,
  sampleResponse,
  type SampleRequest,
} from "../../src/openapi/sample/index.ts";
import type { Language } from "../../src/scaffold/index.ts";
import type { FrameworkName, ValidatorName } from "../../src/scaffold/options.ts";
import { projectOf, type Project, type RunningApp } from "../live/scaffold-project.ts";
import { FRAMEWORKS } from "../scaffold/generated.ts";

export interface ContractCase {
  readonly operation: Operation;
  /** What is wrong with the request: `body name minLength`; `valid` when nothing is. */
  readonly what: string;
  readonly request: Pick<SampleRequest, "method" | "path" | "headers" | "body">;
  /** Statuses that keep the contract, or `served`: the operation's own handler answers. Undefined: all frameworks agree. */
  readonly expected: "served" | readonly number[] | undefined;
}

const NOTHING = "application/x-nothing";

/** Every request that the document says something about. */
export function contractCases(model: ApiModel): readonly ContractCase[] {
  return model.operations.flatMap((operation) => {
    const request = sampleRequest(operation, model);
    const isSure =
      operation.unresolved.length === 0 &&
      request.doubts.length === 0 &&
      isReachable(operation, model, request) &&
      !model.operations.some((other) => takes(other, operation, { model, path: request.path }));
    const made = (what: string, sent: ContractCase["request"], expected: ContractCase["expected"]): ContractCase => ({
      operation,
      what,
      request: sent,
      expected: isSure ? expected : undefined,
    });
    const about = (what: string, more: Partial<SampleRequest>, expected: ContractCase["expected"]): ContractCase =>
      made(what, { ...request, ...more }, expected);
    const wrongs = brokenRequests(operation, model).filter((wrong) => isSurelyWrong(operation, wrong));
    const broken = wrongs.map(({ in: place, subject, rule, request: wrong }) =>
      made(
        `${place} ${subject} ${rule}`,
        wrong,
        rule === "type" && place === "path" ? [400, 404, 405, 415] : [400, 404, 415],
      ),
    );
    return [
      about("valid", {}, sampleResponse(operation, model).valid ? "served" : undefined),
      ...broken,
      ...(request.body === undefined || request.body === ""
        ? []
        : [about("media type", retyped(request), wrongType(operation))]),
      about("accept", { headers: { ...request.headers, accept: NOTHING } }, wrongAccept(operation)),
      ...(operation.method === "GET" ? [about("head", { method: "HEAD" }, undefined)] : []),
      about("options", { method: "OPTIONS" }, undefined),
      about("method", { method: "PROPFIND" }, undefined),
      about("path", { path: `${request.path.split("?")[0]}/no/such/path` }, undefined),
      about("slash", { path: `${request.path.split("?")[0]}/` }, undefined),
      about("escape", { path: `${request.path.split("?")[0]}%E0%A4%A` }, [400]),
    ];
  });
}

interface Taken {
  readonly model: ApiModel;
  readonly path: string;
}

/** True where another operation, as concrete as this one or more, has this path and takes the values in it. */
function takes(other: Operation, operation: Operation, { model, path }: Taken): boolean {
  if (other === operation || other.method !== operation.method) return false;
  if (other.segments.length !== operation.segments.length || other.path.includes("?")) return false;
  const isVaguer = other.segments.some((segment, at) => hasValue(segment) && !hasValue(operation.segments[at]));
  const texts = isVaguer ? undefined : expressionOf(other).exec(path.split("?")[0] ?? "");
  if (texts === undefined || texts === null) return false;
  const names = other.segments.flatMap(({ parts }) =>
    parts.flatMap((part) => (part.kind === "text" ? [] : [part.name])),
  );
  return names.every((name, at) => {
    const schema = other.parameters.find((one) => one.in === "path" && one.name === name)?.schema ?? true;
    const text = decodeURIComponent(texts[at + 1] ?? "");
    return [text, Number(text), text === "true"].some((value) =>
      accepts(value, schema, { schemas: model.schemas, side: "request" }),
    );
  });
}

type Segment = Operation["segments"][number];

const hasValue = (segment: Segment | undefined): boolean => segment?.parts.some(({ kind }) => kind !== "text") === true;

function expressionOf({ segments }: Operation): RegExp {
  const parts = segments.map((segment) =>
    segment.parts
      .map((part) => (part.kind === "text" ? encodeURI(part.text).replace(/[.*+?^${}()|[\]\\]/g, "\\$&") : "([^/]+?)"))
      .join(""),
  );
  return new RegExp(`^/${parts.join("/")}$`);
}

/** A path with nothing for a value is another path, and a scheme that the document lacks lets nobody in. */
function isReachable({ security }: Operation, model: ApiModel, { path }: SampleRequest): boolean {
  const isOpen = security.some((all) => all.every(({ scheme }) => model.securitySchemes.has(scheme)));
  return !path.includes("//") && (security.length === 0 || isOpen);
}

function retyped({ headers }: SampleRequest): Partial<SampleRequest> {
  const others = Object.entries(headers).filter(([name]) => name.toLowerCase() !== "content-type");
  return { headers: { ...Object.fromEntries(others), "content-type": NOTHING } };
}

function wrongType({ body }: Operation): readonly number[] | undefined {
  const types = body?.content.map(({ type }) => type) ?? [];
  return types.some((type) => type === "*/*" || type === "application/*") ? undefined : [415];
}

function wrongAccept({ responses }: Operation): readonly number[] | undefined {
  const good = responses.filter(({ status }) => /^[23d]/i.test(status));
  const types = good.flatMap(({ content }) => content.map(({ type }) => type));
  const isClear = good.length > 0 && good.every(({ content }) => content.length > 0);
  return isClear && !types.some((type) => type.includes("*")) ? [406] : undefined;
}

export interface ContractAnswer {
  readonly status: number;
  /** Every header but those of the connection and the clock. */
  readonly headers: string;
  readonly body: string;
  readonly servedBy: string | undefined;
}

/** The document on every framework, compiled and listening. */
export interface Trio extends AsyncDisposable {
  readonly frameworks: readonly FrameworkName[];
  readonly complaints: readonly string[];
  ask(framework: FrameworkName, request: ContractCase["request"]): Promise<ContractAnswer>;
}

export interface TrioChoice {
  readonly validator?: ValidatorName;
  readonly frameworks?: readonly FrameworkName[];
  readonly language?: Language;
}

export async function openTrio(
  model: ApiModel,
  { validator = "generated", frameworks = FRAMEWORKS, language = "typescript" }: TrioChoice = {},
): Promise<Trio> {
  const agent = new Agent({ keepAlive: true });
  const open: AsyncDisposable[] = [];
  const apps = new Map<FrameworkName, RunningApp>();
  const complaints: string[] = [];
  let prefix = "";
  for (const framework of frameworks) {
    const project = await projectOf(model, {}, { framework, validator, language });
    open.unshift(project);
    complaints.push(...project.complaints.map((line) => `${framework} ${line}`));
    prefix = project.generated.basePath === "/" ? "" : encodeURI(decodeURI(project.generated.basePath));
    if (project.complaints.length > 0) continue;
    const app = await boot(project, model);
    open.unshift(app);
    apps.set(framework, app);
  }
  return {
    frameworks,
    complaints,
    ask: (framework, request) => send({ agent, prefix, origin: apps.get(framework)?.origin ?? "" }, request),
    async [Symbol.asyncDispose]() {
      agent.destroy();
      for (const one of open) await one[Symbol.asyncDispose]();
    },
  };
}

function boot(project: Project, model: ApiModel): Promise<RunningApp> {
  const security = Object.fromEntries(project.generated.securitySchemes.map((key) => [key, () => ({ key })]));
  const handlers = Object.fromEntries(
    model.operations.map((operation) => [operation.id, handlerFor(operation, model)]),
  );
  return project.listen(handlers, { security, logger: false, checkAnswers: true });
}

/** A typed result with the sample of the document's schema; a header names who answered. */
function handlerFor(operation: Operation, model: ApiModel): unknown {
  const { status, body, text, contentType, headers } = sampleResponse(operation, model);
  const told = { ...headers, "x-served-by": encodeURIComponent(operation.id) };
  const value = contentType !== undefined && isJsonType(contentType) ? body : text;
  return () => ({ status, body: value, type: contentType, headers: told });
}

interface Line {
  readonly agent: Agent;
  readonly prefix: string;
  readonly origin: string;
}

const OF_THE_CONNECTION = new Set(["date", "connection", "keep-alive", "transfer-encoding"]);

function send({ agent, prefix, origin }: Line, { method, path, headers, body }: ContractCase["request"]) {
  return new Promise<ContractAnswer>((done, failed) => {
    const target = prefix + path.replaceAll("#", "%23").replace(/\?(.*)\?/, "?$1&");
    const length = body === undefined ? {} : { "content-length": Buffer.byteLength(body) };
    const sent = httpRequest(
      {
        ...addressOf(origin),
        agent,
        method,
        path: target,
        headers: { "x-request-id": "contract", ...headers, ...length },
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("end", () => {
          // Fastify tells the length of nothing, where others tell none.
          const isNothing = method === "HEAD" || (answer.statusCode ?? 0) < 200;
          const told = Object.entries(answer.headers).filter(
            ([name, value]) =>
              !OF_THE_CONNECTION.has(name) && !(isNothing && name === "content-length" && value === "0"),
          );
          done({
            status: answer.statusCode ?? 0,
            headers: told
              .map(([name, value]) => `${name}: ${String(value)}`)
              .sort()
              .join("\n"),
            body: Buffer.concat(chunks).toString("latin1"),
            servedBy: answer.headers["x-served-by"]?.toString(),
          });
        });
      },
    );
    sent.on("error", failed);
    sent.end(body);
  });
}

const addressOf = (origin: string) => ({ host: "127.0.0.1", port: new URL(origin).port });

export interface Verdict {
  readonly wrong: readonly string[];
  readonly different: readonly string[];
  /** Whether the operation's own handler answered, on every framework. */
  readonly isServed: boolean;
  /** Answers that only a mistake in generated code gives: 500 and above that no handler said, but 501. */
  readonly crashed: number;
}

/** One case on all frameworks: verdicts that break the contract, and answers that differ from the first framework's. */
export async function judged(trio: Trio, one: ContractCase): Promise<Verdict> {
  const { operation, what, request } = one;
  const title = `${operation.method} ${operation.path} (${what})`;
  const wrong: string[] = [];
  const different: string[] = [];
  let first: ContractAnswer | undefined;
  let [isServed, crashed] = [true, 0];
  for (const framework of trio.frameworks) {
    const answer = await trio.ask(framework, request).catch((error: unknown) => ({
      status: 0,
      headers: "",
      body: String(error),
      servedBy: undefined,
    }));
    if (!keeps(answer, one))
      wrong.push(
        `${framework} ${title} → ${request.path} ${request.body?.slice(0, 150) ?? ""} → ${answer.status} ${answer.body.slice(0, 200)}`,
      );
    first ??= answer;
    isServed &&= answer.servedBy === encodeURIComponent(operation.id);
    if (answer.servedBy === undefined && answer.status >= 500 && answer.status !== 501) crashed += 1;
    const parts = (["status", "headers", "body"] as const).filter((part) => answer[part] !== first?.[part]);
    for (const part of parts.slice(0, 1))
      different.push(
        `${framework} ${title} ${request.path} ${part}: ${JSON.stringify(answer[part]).slice(0, 300)} instead of ${JSON.stringify(first[part]).slice(0, 300)}`,
      );
  }
  return { wrong, different, isServed, crashed };
}

function keeps({ status, servedBy }: ContractAnswer, { expected, what, operation: { id } }: ContractCase): boolean {
  // A value that does not fit the path of one operation may fit that of another.
  if (what.startsWith("path ") && servedBy !== undefined && servedBy !== encodeURIComponent(id)) return true;
  if (expected === undefined) return status !== 0 && (status < 500 || status === 501 || servedBy !== undefined);
  return expected === "served" ? servedBy === encodeURIComponent(id) : expected.includes(status);
}

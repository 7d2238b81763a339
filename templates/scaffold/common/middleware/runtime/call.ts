type CallInformational = 100 | 101 | 102 | 103;
type CallSuccess = 200 | 201 | 202 | 203 | 204 | 205 | 206 | 207 | 208 | 226;
type CallRedirection = 300 | 301 | 302 | 303 | 304 | 305 | 307 | 308;
type CallRequestError =
  | 400
  | 401
  | 402
  | 403
  | 404
  | 405
  | 406
  | 407
  | 408
  | 409
  | 410
  | 411
  | 412
  | 413
  | 414
  | 415
  | 416;
type CallLaterError = 417 | 418 | 421 | 422 | 423 | 424 | 425 | 426 | 428 | 429 | 431 | 451;
type CallServerError = 500 | 501 | 502 | 503 | 504 | 505 | 506 | 507 | 508 | 510 | 511;
interface CallStatusRanges {
  "1XX": CallInformational;
  "2XX": CallSuccess;
  "3XX": CallRedirection;
  "4XX": CallRequestError | CallLaterError;
  "5XX": CallServerError;
}
type CallAnyStatus = CallStatusRanges[keyof CallStatusRanges];
type CallWithout<All, Some> = All extends Some ? never : All;
type CallDeclaredIn<Answers> = {
  [Key in keyof Answers]: Key extends keyof CallStatusRanges ? CallStatusRanges[Key] : Key;
}[keyof Answers];
type CallNamedIn<Answers> = { [Key in keyof Answers]: Key extends number ? Key : never }[keyof Answers];
type CallStatusesAt<Answers, Key> = Key extends number
  ? Key
  : Key extends keyof CallStatusRanges
    ? CallWithout<CallStatusRanges[Key], CallNamedIn<Answers>>
    : CallWithout<CallAnyStatus, CallDeclaredIn<Answers>>;

interface CallAnsweredHeaders {
  /** In lower case, as they were sent. */
  readonly headers: { readonly [name: string]: string | undefined };
}
type CallAnsweredWith<Status, One> = Status extends number
  ? One extends { readonly type: infer Type extends string; readonly body: infer CallBody }
    ? { readonly status: Status; readonly type: Type; readonly body: CallBody } & CallAnsweredHeaders
    : { readonly status: Status; readonly type?: string; readonly body?: undefined } & CallAnsweredHeaders
  : never;

/** What is answered: a union by status, of what the document declares. */
export type CallResult<Answers> = {
  [Key in keyof Answers]: CallAnsweredWith<CallStatusesAt<Answers, Key>, Answers[Key]>;
}[keyof Answers];

type CallMayMiss<Part> = undefined extends Part ? true : unknown extends Part ? true : false;
type CallMayBeEmpty<Part, Key> = Key extends "body" | "contentType"
  ? CallMayMiss<Part>
  : object extends Part
    ? true
    : CallMayMiss<Part>;

/** The parts of a request; one that needs nothing may be left out. */
export type CallParts<Parts> = Parts extends unknown
  ? { [Key in keyof Parts as CallMayBeEmpty<Parts[Key], Key> extends true ? never : Key]: Parts[Key] } & {
      [Key in keyof Parts as CallMayBeEmpty<Parts[Key], Key> extends true ? Key : never]?: Parts[Key];
    }
  : never;

export type CallArguments<Parts> =
  object extends CallParts<Parts>
    ? [request?: CallParts<Parts>, options?: CallOptions]
    : [request: CallParts<Parts>, options?: CallOptions];

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Until the answer has been read, or a stream has begun; default: 10 seconds. */
  readonly timeoutMs?: number;
  readonly headers?: { readonly [name: string]: string };
}

export interface CallSettings extends CallOptions {
  readonly fetch?: typeof fetch;
  /** Asked before every request: for tokens that are renewed. */
  readonly authorize?: () => { readonly [name: string]: string } | Promise<{ readonly [name: string]: string }>;
}

export interface CallParameter {
  readonly name: string;
  /** Where its value stands among the parts. */
  readonly key: string;
  readonly in: "path" | "query" | "header" | "cookie";
  readonly style: string;
  readonly explode: boolean;
  readonly reserved?: boolean;
  /** Its text is JSON. */
  readonly isJson?: boolean;
}

/** How an operation is asked for. */
export interface CallPlan {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly CallParameter[];
  /** Media types of the body. */
  readonly types: readonly string[];
  /** Statuses that are declared: `200`, `4XX`, `default`. */
  readonly answers: readonly string[];
}

/** An answer that the document does not declare, or none in time. */
export class CallError extends Error {
  readonly status: number | undefined;
  readonly body: unknown;

  constructor(message: string, status?: number, body?: unknown, cause?: unknown) {
    super(message, { cause });
    this.name = "CallError";
    this.status = status;
    this.body = body;
  }
}

type CallAnyParts = { readonly [part: string]: unknown };
type CallTable = { readonly [name: string]: unknown };
type CallAnswer = Awaited<ReturnType<typeof fetch>>;
type CallBody =
  | string
  | Uint8Array<ArrayBuffer>
  | InstanceType<typeof Blob>
  | InstanceType<typeof FormData>
  | undefined;

/** Asks once; redirects are answers. Error: a CallError for what is not declared, and when the time is over. */
export async function call(
  plan: CallPlan,
  base: string,
  parts: CallAnyParts,
  settings: CallSettings,
): Promise<unknown> {
  const { timeoutMs = 10_000, signal } = settings;
  const ending = new AbortController();
  const late = setTimeout(() => ending.abort(new CallError(`${plan.id} took longer than ${timeoutMs} ms.`)), timeoutMs);
  const leave = (): void => ending.abort(signal?.reason);
  const forget = (): void => signal?.removeEventListener("abort", leave);
  signal?.addEventListener("abort", leave, { once: true });
  if (signal?.aborted === true) leave();
  let isStreaming = false;
  try {
    const answer = await ask(plan, { base, parts, settings, signal: ending.signal });
    const result = await resultOf(plan, answer, forget);
    isStreaming = isTable(result.body) && Symbol.asyncIterator in result.body;
    return result;
  } catch (error) {
    throw ending.signal.aborted ? ending.signal.reason : error;
  } finally {
    clearTimeout(late);
    // A stream is left by the signal as long as it is read. A signal that lives longer than the call keeps nothing of it.
    if (!isStreaming) forget();
  }
}

interface CallAsking {
  readonly base: string;
  readonly parts: CallAnyParts;
  readonly settings: CallSettings;
  readonly signal: AbortSignal;
}

async function ask(plan: CallPlan, { base, parts, settings, signal }: CallAsking): Promise<CallAnswer> {
  const { fetch: request = fetch, authorize } = settings;
  const { body, type } = bodyOf(plan, parts);
  const headers = {
    ...(type === undefined ? {} : { "content-type": type }),
    ...headersOf(plan, parts),
    ...settings.headers,
    ...(await authorize?.()),
  };
  return await request(urlOf(plan, base, parts), {
    method: plan.method,
    headers,
    redirect: "manual",
    signal,
    ...(body === undefined ? {} : { body }),
  });
}

const tableAt = (parts: CallAnyParts, part: string): CallTable => (isTable(parts[part]) ? parts[part] : {});
const isTable = (value: unknown): value is CallTable =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function urlOf({ path, parameters }: CallPlan, base: string, parts: CallAnyParts): string {
  const params = tableAt(parts, "params");
  const query = tableAt(parts, "query");
  let filled = path;
  for (const parameter of parameters.filter((one) => one.in === "path"))
    filled = filled.replaceAll(`{${parameter.name}}`, () => pathText(parameter, params[parameter.key]));
  const pairs = parameters
    .filter((one) => one.in === "query")
    .flatMap((parameter) => queryTexts(parameter, query[parameter.key]));
  const start = filled.includes("?") || base.includes("?") ? "&" : "?";
  return `${path === "" ? base : base.replace(/\/+$/, "")}${filled}${pairs.length === 0 ? "" : start + pairs.join("&")}`;
}

function headersOf({ parameters }: CallPlan, parts: CallAnyParts): { [name: string]: string } {
  const headers: { [name: string]: string } = {};
  for (const parameter of parameters.filter((one) => one.in === "header")) {
    const value = tableAt(parts, "headers")[parameter.key];
    if (value !== undefined) headers[parameter.name] = plainText(parameter, value);
  }
  const cookies = parameters
    .filter((one) => one.in === "cookie")
    .flatMap((parameter) => queryTexts({ ...parameter, style: "form" }, tableAt(parts, "cookies")[parameter.key]));
  if (cookies.length > 0) headers["cookie"] = cookies.join("; ");
  return headers;
}

const textOf = (value: unknown): string =>
  isTable(value) || Array.isArray(value) ? JSON.stringify(value) : String(value);
const safe = (value: unknown): string =>
  encodeURIComponent(textOf(value)).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
/** `allowReserved`: the signs that structure a query or end it are still escaped. */
const loose = (value: unknown): string => encodeURI(textOf(value)).replace(/[#&+]/g, encodeURIComponent);

type CallPair = readonly [name: string, value: unknown];
const pairsOf = (table: CallTable): readonly CallPair[] =>
  Object.entries(table).filter(([, value]) => value !== undefined);
const flatPairs = (table: CallTable): readonly unknown[] => pairsOf(table).flat();

/** Headers: `simple`, nothing escaped. */
function plainText({ isJson, explode }: CallParameter, value: unknown): string {
  if (isJson === true) return JSON.stringify(value);
  if (Array.isArray(value)) return value.map(textOf).join(",");
  if (!isTable(value)) return textOf(value);
  if (explode)
    return pairsOf(value)
      .map(([name, one]) => `${name}=${textOf(one)}`)
      .join(",");
  return flatPairs(value).map(textOf).join(",");
}

/** `simple`, `label`, `matrix` (RFC 6570). */
function pathText({ name, style, explode, isJson }: CallParameter, value: unknown): string {
  if (isJson === true) return safe(JSON.stringify(value));
  const prefix = style === "label" ? "." : style === "matrix" ? ";" : "";
  const between = explode && prefix !== "" ? prefix : ",";
  const named = style === "matrix" ? `${safe(name)}=` : "";
  if (Array.isArray(value)) {
    if (explode && style === "matrix") return value.map((item) => `;${named}${safe(item)}`).join("");
    return prefix + named + value.map(safe).join(between);
  }
  if (!isTable(value)) return prefix + named + safe(value);
  if (explode)
    return (
      prefix +
      pairsOf(value)
        .map(([key, one]) => `${safe(key)}=${safe(one)}`)
        .join(between)
    );
  return prefix + named + flatPairs(value).map(safe).join(",");
}

const SEPARATORS: { readonly [style: string]: string } = {
  spaceDelimited: "%20",
  pipeDelimited: "|",
  tabDelimited: "%09",
};

/** `form`, `spaceDelimited`, `pipeDelimited`, `deepObject`: texts such as `a=1`. */
function queryTexts({ name, style, explode, reserved, isJson }: CallParameter, value: unknown): readonly string[] {
  if (value === undefined) return [];
  const write = reserved === true ? loose : safe;
  const pair = (key: string, one: string): string => `${safe(key)}=${one}`;
  if (isJson === true) return [pair(name, write(JSON.stringify(value)))];
  const between = SEPARATORS[style] ?? ",";
  if (Array.isArray(value)) {
    if (explode && between === ",") return value.map((item) => pair(name, write(item)));
    return value.length === 0 ? [] : [pair(name, value.map(write).join(between))];
  }
  if (!isTable(value)) return [pair(name, write(value))];
  if (style === "deepObject") return pairsOf(value).flatMap(([key, one]) => deep(`${name}[${key}]`, one, write));
  if (explode) return pairsOf(value).map(([key, one]) => pair(key, write(one)));
  return [pair(name, flatPairs(value).map(write).join(between))];
}

function deep(name: string, value: unknown, write: (value: unknown) => string): readonly string[] {
  if (Array.isArray(value)) return value.map((item) => `${safe(name)}=${write(item)}`);
  if (!isTable(value)) return [`${safe(name)}=${write(value)}`];
  return pairsOf(value).flatMap(([key, one]) => deep(`${name}[${key}]`, one, write));
}

interface CallSentBody {
  readonly body: CallBody;
  readonly type: string | undefined;
}

function bodyOf({ types }: CallPlan, { body, contentType }: CallAnyParts): CallSentBody {
  const declared = typeof contentType === "string" ? contentType : types[0];
  if (body === undefined || declared === undefined) return { body: undefined, type: undefined };
  const type = declared.includes("*")
    ? isJsonType(declared)
      ? "application/json"
      : "application/octet-stream"
    : declared;
  if (isJsonType(declared)) return { body: JSON.stringify(body), type };
  if (type === "application/x-www-form-urlencoded") return { body: formText(body), type };
  if (type === "multipart/form-data") return { body: formOf(body), type: undefined };
  return { body: typeof body === "string" ? body : rawBody(body), type };
}

const rawBody = (body: unknown): CallBody =>
  body instanceof Blob ? body : body instanceof Uint8Array ? new Uint8Array(body) : textOf(body);

/** Each member as its own field, lists repeated. */
const fields = (body: unknown): readonly CallPair[] =>
  (isTable(body) ? pairsOf(body) : []).flatMap(([name, value]) =>
    Array.isArray(value) ? value.map((item): CallPair => [name, item]) : [[name, value] satisfies CallPair],
  );

const formText = (body: unknown): string =>
  new URLSearchParams(fields(body).map(([name, value]): [string, string] => [name, textOf(value)])).toString();

function formOf(body: unknown): InstanceType<typeof FormData> {
  const form = new FormData();
  for (const [name, value] of fields(body)) {
    if (value instanceof Blob) form.append(name, value);
    else form.append(name, textOf(value));
  }
  return form;
}

const isJsonType = (type: string): boolean => type === "*/*" || /[/+]json$/.test(type);

interface CallAnswered extends CallAnsweredHeaders {
  readonly status: number;
  readonly type?: string;
  readonly body: unknown;
}

async function resultOf({ id, answers }: CallPlan, answer: CallAnswer, whenRead: () => void): Promise<CallAnswered> {
  const { status } = answer;
  const headers = Object.fromEntries(answer.headers);
  const type = (headers["content-type"]?.split(";")[0] ?? "").trim().toLowerCase();
  const isDeclared = [`${status}`, `${Math.floor(status / 100)}XX`, "default"].some((key) => answers.includes(key));
  const body = await answerBody(answer, type, whenRead);
  if (!isDeclared) throw new CallError(`${id} was answered ${status}, which is not declared.`, status, body);
  return type === "" ? { status, headers, body } : { status, headers, type, body };
}

async function answerBody(answer: CallAnswer, type: string, whenRead: () => void): Promise<unknown> {
  if (answer.body === null || answer.status === 204 || answer.status === 304) return undefined;
  if (isSequence(type)) return itemsOf(answer.body, type, whenRead);
  if (type.startsWith("text/")) return await answer.text();
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if (bytes.length === 0) return undefined;
  return isJsonType(type) ? jsonOf(new TextDecoder().decode(bytes), answer.status) : bytes;
}

function jsonOf(text: string, status: number): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CallError(`The answer ${status} says that it is JSON and is not.`, status, text, error);
  }
}

const isSequence = (type: string): boolean =>
  /^text\/event-stream$|[/+](?:jsonl|ndjson|x-ndjson|x-jsonlines|json-seq)$/.test(type);

/** The items of a sequential media type as they come. Leaving the loop ends the answer. */
async function* itemsOf(
  body: NonNullable<CallAnswer["body"]>,
  type: string,
  whenRead: () => void,
): AsyncGenerator<unknown> {
  const isEvents = type === "text/event-stream";
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      rest += done ? decoder.decode() : decoder.decode(value, { stream: true });
      const pieces = rest.split(isEvents ? /\r?\n\r?\n/ : /\n/);
      rest = done ? "" : (pieces.pop() ?? "");
      for (const piece of pieces) yield* isEvents ? eventIn(piece) : itemIn(piece);
      if (done) return;
    }
  } finally {
    whenRead();
    await reader.cancel();
  }
}

function itemIn(line: string): readonly unknown[] {
  const text = line.replaceAll("\u001e", "").trim();
  return text === "" ? [] : [JSON.parse(text)];
}

/** An event of the HTML standard; comments are none. */
function eventIn(block: string): readonly unknown[] {
  const event: { [field: string]: unknown } = {};
  for (const line of block.split(/\r?\n/)) {
    const [, field = "", value = ""] = /^(data|event|id|retry): ?(.*)$/.exec(line) ?? [];
    if (field === "data" && typeof event["data"] === "string") event["data"] = `${event["data"]}\n${value}`;
    else if (field === "retry") event[field] = Number(value);
    else if (field !== "") event[field] = value;
  }
  return Object.keys(event).length === 0 ? [] : [event];
}

import assert from "node:assert/strict";
import { once } from "node:events";
import { request as send, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as it goes over the wire. `json` is sent as JSON, `body` as it stands. */
export interface TestRequest {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly body?: string | undefined;
}

export interface TestAnswer {
  /** What was asked: `POST /orders`. */
  readonly asked: string;
  readonly status: number;
  readonly text: string;
}

const PATIENCE_MS = 10_000;
const LONGEST_TEXT = 1024 * 1024;

/** Sends requests to a server that listens or is about to. */
export function asking(server: Server): (request: TestRequest) => Promise<TestAnswer> {
  return async ({ method, path, headers = {}, json, body }) => {
    if (!server.listening) await once(server, "listening");
    const text = json === undefined ? body : JSON.stringify(json);
    const length = text === undefined ? {} : { "content-length": Buffer.byteLength(text) };
    const { port } = server.address() as AddressInfo;
    const asked = send({
      host: "127.0.0.1",
      port,
      method,
      path,
      headers: { ...headers, ...length },
      agent: false,
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    asked.end(text);
    const [answer] = (await once(asked, "response")) as [IncomingMessage];
    return { asked: `${method} ${path}`, status: answer.statusCode ?? 0, text: await textOf(answer) };
  };
}

/** The beginning of what comes; a stream of events is not waited for. */
async function textOf(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  if (/^text\/event-stream|[+/](?:jsonl|ndjson|json-seq)/i.test(answer.headers["content-type"] ?? "")) {
    answer.destroy();
    return "";
  }
  let length = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > LONGEST_TEXT) break;
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** That a valid request was served: by one of the statuses of the document, as 200, "4XX" or "default". */
export function assertServed(answer: TestAnswer, ...declared: readonly (number | string)[]): void {
  const { status } = answer;
  const isServed = status < 500 && status !== 400 && status !== 401;
  assert.ok(isServed && declared.some((one) => stands(one, status)), saying(answer, declared.join(", ")));
}

/** That one of these statuses came. */
export function assertStatus(answer: TestAnswer, ...wanted: readonly number[]): void {
  assert.ok(wanted.includes(answer.status), saying(answer, wanted.join(" or ")));
}

/** An object without some of its properties. */
export const withoutKeys = (value: object, ...names: readonly string[]): object =>
  Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));

const stands = (declared: number | string, status: number): boolean =>
  typeof declared === "number"
    ? declared === status
    : declared === "default" || declared.startsWith(String(Math.floor(status / 100)));

const saying = ({ asked, status, text }: TestAnswer, wanted: string): string =>
  `${asked} answered ${status}, wanted ${wanted}: ${text.slice(0, 1000)}`;

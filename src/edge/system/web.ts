import { createServer } from "node:net";
import type { Web, WebAnswer, WebRequest } from "../../command/index.ts";
import { errors, isRecord } from "../../kit/index.ts";
import { serveHttp } from "./http-server.ts";

const DEFAULT_TIMEOUT_MS = 10_000;

/** HTTP requests and free ports; aborting `signal` ends the requests under way. */
export function createWeb(signal: AbortSignal): Web {
  return { send: (request) => send(request, signal), serve: serveHttp, freePort };
}

async function send(request: WebRequest, signal: AbortSignal): Promise<WebAnswer> {
  const timeout = AbortSignal.timeout(request.timeoutMs ?? DEFAULT_TIMEOUT_MS);
  try {
    const response = await fetch(request.url, {
      method: request.method,
      redirect: "manual",
      signal: AbortSignal.any([signal, timeout]),
      ...(request.headers === undefined ? {} : { headers: request.headers }),
      ...(request.body === undefined ? {} : { body: request.body }),
    });
    return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
  } catch (cause) {
    throw errors.process.webUnreachable({ url: request.url, reason: reasonOf(cause) }, cause);
  }
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const inner: unknown = cause.cause;
  if (isRecord(inner) && typeof inner["code"] === "string") return inner["code"];
  return inner instanceof Error ? inner.message : cause.message;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(isRecord(address) && typeof address["port"] === "number" ? address["port"] : 0));
    });
  });
}

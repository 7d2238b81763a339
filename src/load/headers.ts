import { errors } from "../kit/index.ts";
import type { Header } from "./plan.ts";

const TOKEN = /^[!#$%&'*+.^_`|~\dA-Za-z-]+$/;
const OURS: ReadonlyMap<string, string> = new Map([
  ["content-length", "it is computed from the body"],
  ["transfer-encoding", "bodies are sent with a Content-Length"],
  ["connection", "use --no-keepalive for a connection per request"],
  ["expect", "bodies are sent at once"],
  ["upgrade", "WebSocket is not supported, nor is another protocol after HTTP"],
]);

/**
 * Reads a header as it is typed. The value keeps everything behind the first colon but outer blanks.
 *
 * Error: `load-bad-header`, without the value: it may be a secret.
 * @example
 * parseHeader("Authorization: Bearer abc"); // ["Authorization", "Bearer abc"]
 */
export function parseHeader(text: string): Header {
  const colon = text.indexOf(":");
  const start = text.split(/[\s=:]/)[0] ?? "";
  if (colon < 1)
    throw errors.load.badHeader({ header: JSON.stringify(start), reason: "it has no colon behind a name" });
  const name = text.slice(0, colon).trim();
  const value = text.slice(colon + 1).trim();
  checkHeader([name, value]);
  return [name, value];
}

/** Refuses what would break the request's framing. Error: `load-bad-header`. */
export function checkHeader([name, value]: Header): void {
  const reason = problemOf(name, value);
  if (reason !== undefined) throw errors.load.badHeader({ header: JSON.stringify(name), reason });
}

function problemOf(name: string, value: string): string | undefined {
  if (!TOKEN.test(name)) return "its name holds a character that no header name may have";
  if (/[\u0000-\u0008\u000A-\u001F\u007F]/.test(value)) return "its value holds a control character";
  if (/^content-type:\s*application\/grpc/i.test(`${name}:${value}`)) return "gRPC is not supported";
  return OURS.get(name.toLowerCase());
}

/** True for a method that a request line may hold; CONNECT needs a proxy and is none. */
export function isMethod(text: string): boolean {
  return TOKEN.test(text) && text.toUpperCase() !== "CONNECT";
}

/** True when the headers hold one of this name, which is given in lower case. */
export function hasHeader(headers: readonly Header[], name: string): boolean {
  return headers.some(([other]) => other.toLowerCase() === name);
}

import { errors } from "../kit/index.ts";
import type { Header, Origin } from "./plan.ts";
import { redactBroken, redactUrl } from "./redact.ts";

/** A target address, taken apart. */
export interface Target {
  readonly origin: Origin;
  /** Path and query, as they go on the wire. */
  readonly path: string;
  /** From a user name and password in the address. */
  readonly authorization: Header | undefined;
  /** The address as reports may show it: without secrets. */
  readonly shown: string;
}

/** Node 20, 22 and 24 have no QUIC client that a program may use. */
export const NO_HTTP3 = "this Node has no HTTP/3; backwright load export writes a scenario for a tool that does";

const OTHER_PROTOCOLS: ReadonlyMap<string, string> = new Map([
  ["ws:", "WebSocket is not supported"],
  ["wss:", "WebSocket is not supported"],
  ["grpc:", "gRPC is not supported"],
  ["grpcs:", "gRPC is not supported"],
  ["h3:", NO_HTTP3],
  ["quic:", NO_HTTP3],
]);

/**
 * Reads the address of a load test. A missing scheme is http for loopback names: `localhost:3000/users`.
 *
 * Error: `load-bad-url`.
 * @example
 * parseTarget("https://ada:secret@api.example.com/users?page=2").path; // "/users?page=2"
 */
export function parseTarget(text: string): Target {
  const url = parseUrl(text);
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    const reason = OTHER_PROTOCOLS.get(url.protocol) ?? `${url.protocol} is neither http: nor https:`;
    throw errors.load.badUrl({ url: redactUrl(text), reason });
  }
  const scheme = url.protocol === "https:" ? "https" : "http";
  return {
    origin: { scheme, host: url.hostname.replace(/^\[|\]$/g, ""), port: portOf(url) },
    path: `${url.pathname}${url.search}`,
    authorization: authorizationOf(url),
    shown: redactUrl(url.href),
  };
}

function parseUrl(text: string): URL {
  const bare = /^(localhost|127\.[\d.]+|\[[\da-f:]+\])(:\d+)?([/?]|$)/i.test(text);
  const full = bare ? `http://${text}` : text;
  if (URL.canParse(full)) return new URL(full);
  const reason = full.includes("://") ? "it is malformed" : "it has no scheme";
  throw errors.load.badUrl({ url: redactBroken(text), reason });
}

function portOf(url: URL): number {
  if (url.port !== "") return Number(url.port);
  return url.protocol === "https:" ? 443 : 80;
}

/** The `Authorization` header that the user name and password of an address mean. */
export function authorizationOf(url: URL): Header | undefined {
  if (url.username === "" && url.password === "") return undefined;
  const pair = `${decoded(url.username)}:${decoded(url.password)}`;
  return ["Authorization", `Basic ${Buffer.from(pair, "utf8").toString("base64")}`];
}

// A stray percent sign is kept as it is, as browsers do.
const decoded = (text: string): string =>
  text.replace(/(%[\da-f]{2})+/gi, (escapes) => Buffer.from(escapes.replaceAll("%", ""), "hex").toString("utf8"));

/** An origin as an address: `http://[::1]:3000`. The scheme's own port is left out. */
export function originText(origin: Origin): string {
  return `${origin.scheme}://${authorityText(origin)}`;
}

/** Host and port as the Host header wants them. */
export function authorityText({ scheme, host, port }: Origin): string {
  const name = host.includes(":") ? `[${host}]` : host;
  return port === (scheme === "https" ? 443 : 80) ? name : `${name}:${port}`;
}

import type { IncomingMessage } from "node:http";
import { HttpError } from "./http-error.js";
import { cookiesOf, text } from "./text.js";

/** Where a scheme's credentials stand in a request. */
export type Scheme =
  | { readonly kind: "apiKey"; readonly in: "query" | "header" | "cookie"; readonly name: string }
  | { readonly kind: "http"; readonly scheme: string }
  | { readonly kind: "token" }
  | { readonly kind: "certificate" };

/** Alternatives of schemes that hold together, each with its scopes. An empty alternative lets everybody in. */
export type Requirement = Readonly<Record<string, readonly string[]>>;

type AnyHandler = (credentials: never, context: object) => unknown;

export interface Guard {
  readonly schemes: Readonly<Record<string, Scheme>>;
  readonly handlers: object;
}

/** Who asks: where credentials stand, and what the checks are told besides. */
export interface Asking {
  readonly raw: IncomingMessage;
  /** Behind the question mark, as it was sent. */
  readonly query: string;
  readonly told: object;
  readonly operationId: string;
}

const NOBODY: Readonly<Record<string, unknown>> = {};

/** What the first alternative that holds has accepted, by scheme. Error: 401 when none holds. */
export async function authenticate(
  guard: Guard,
  requirements: readonly Requirement[],
  asking: Asking,
): Promise<Readonly<Record<string, unknown>>> {
  if (requirements.length === 0) return NOBODY;
  for (const requirement of requirements) {
    const accepted = await holds(guard, requirement, asking);
    if (accepted !== undefined) return accepted;
  }
  const challenge = challengeOf(guard, requirements);
  throw new HttpError(
    401,
    "UNAUTHORIZED",
    "Valid credentials are needed.",
    [],
    challenge === "" ? {} : { "WWW-Authenticate": challenge },
  );
}

async function holds(
  guard: Guard,
  requirement: Requirement,
  asking: Asking,
): Promise<Record<string, unknown> | undefined> {
  const accepted: Record<string, unknown> = {};
  for (const name of Object.keys(requirement)) {
    const checked = check(guard, { name, scopes: requirement[name] ?? [] }, asking);
    // Most checks answer at once: waiting for them would cost a turn of the queue.
    const principal = isThenable(checked) ? await checked : checked;
    if (principal === undefined || principal === null || principal === false) return undefined;
    accepted[name] = principal;
  }
  return accepted;
}

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";

interface Wanted {
  readonly name: string;
  readonly scopes: readonly string[];
}

/** Fails closed: an unknown scheme, a missing handler or missing credentials accept nobody. */
function check(guard: Guard, { name, scopes }: Wanted, asking: Asking): unknown {
  const scheme = Object.hasOwn(guard.schemes, name) ? guard.schemes[name] : undefined;
  const handler: unknown = Object.hasOwn(guard.handlers, name) ? Reflect.get(guard.handlers, name) : undefined;
  if (scheme === undefined || typeof handler !== "function") return undefined;
  const credentials = credentialsOf(scheme, asking);
  if (credentials === undefined) return undefined;
  // The spread stands last: in front of other members it costs a microsecond.
  return (handler as AnyHandler)(credentials as never, { operationId: asking.operationId, scopes, ...asking.told });
}

function credentialsOf(scheme: Scheme, { raw, query }: Asking): object | undefined {
  if (scheme.kind === "certificate") return { socket: raw.socket };
  if (scheme.kind === "apiKey") return apiKeyOf(scheme, raw, query);
  const { authorization = "" } = raw.headers;
  const end = authorization.indexOf(" ");
  if (end <= 0) return undefined;
  const given = authorization.slice(0, end);
  const rest = authorization.slice(end).trimStart();
  const wanted = scheme.kind === "token" ? "bearer" : scheme.scheme.toLowerCase();
  if (given.toLowerCase() !== wanted || rest === "") return undefined;
  if (wanted === "bearer") return { token: rest.trim() };
  return wanted === "basic" ? basicOf(rest) : { scheme: given, credentials: rest };
}

function apiKeyOf(
  scheme: Scheme & { readonly kind: "apiKey" },
  raw: IncomingMessage,
  query: string,
): object | undefined {
  const key =
    scheme.in === "header"
      ? raw.headers[scheme.name.toLowerCase()]
      : scheme.in === "query"
        ? new URLSearchParams(query).get(scheme.name)
        : text(cookiesOf(raw.headers.cookie), scheme.name);
  return typeof key === "string" && key !== "" ? { key } : undefined;
}

function basicOf(encoded: string): object | undefined {
  const decoded = Buffer.from(encoded, "base64").toString("utf8");
  const colon = decoded.indexOf(":");
  return colon < 0 ? undefined : { username: decoded.slice(0, colon), password: decoded.slice(colon + 1) };
}

function challengeOf(guard: Guard, requirements: readonly Requirement[]): string {
  const names = new Set(requirements.flatMap((requirement) => Object.keys(requirement)));
  const schemes = [...names].map((name) => guard.schemes[name]);
  const words = schemes.map((scheme) =>
    scheme?.kind === "token" ? "Bearer" : scheme?.kind === "http" ? titled(scheme.scheme) : undefined,
  );
  return [...new Set(words.filter((word) => word !== undefined))].join(", ");
}

/** Undefined for what is no name of a scheme (a token of RFC 9110): a header cannot say it. */
const titled = (scheme: string): string | undefined => {
  if (!/^[\w!#$%&'*+.^`|~-]+$/.test(scheme)) return undefined;
  const name = scheme.charAt(0).toUpperCase() + scheme.slice(1).toLowerCase();
  return name === "Basic" ? 'Basic realm="api", charset="UTF-8"' : name;
};

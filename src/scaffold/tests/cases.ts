import { isDefined, type JsonValue } from "../../kit/index.ts";
import type { ApiModel, Operation } from "../../openapi/index.ts";
import {
  brokenRequests,
  type BrokenRequest,
  isJsonType,
  isSurelyWrong,
  sampleRequest,
  type SampleRequest,
} from "../../openapi/sample/index.ts";

/** A request of a test: a body that is JSON as its value. */
export interface RequestCase {
  readonly method: string;
  /** As in a sample request: without the base path. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly json?: JsonValue;
  readonly body?: string;
}

/** A request that has to be refused, and why. */
export interface RefusedCase {
  readonly title: string;
  readonly request: RequestCase;
  readonly statuses: readonly number[];
}

/** What an operation is asked; no valid request where its schemas leave it open what one would be. */
export interface OperationCases {
  readonly valid: RequestCase | undefined;
  readonly refused: readonly RefusedCase[];
}

type Model = Pick<ApiModel, "schemas" | "securitySchemes">;

const NOTHING: OperationCases = { valid: undefined, refused: [] };

/** A valid request, the same with one thing wrong at a time, and without credentials. */
export function casesOf(operation: Operation, model: Model): OperationCases {
  const request = sampleRequest(operation, model);
  const isSure = operation.unresolved.length === 0 && request.doubts.length === 0;
  if (!isSure || !isReachable(operation, model, request)) return NOTHING;
  const broken = brokenRequests(operation, model).filter((wrong) => isSurelyWrong(operation, wrong));
  const stranger = withoutCredentials(operation, model, request);
  return {
    valid: requestCase(request),
    refused: [...broken.map(refusedCase), stranger].filter(isDefined),
  };
}

/** A path with nothing for a value is another path; a scheme that the document lacks, or a certificate, cannot be shown. */
function isReachable({ security }: Operation, { securitySchemes }: Model, { path }: SampleRequest): boolean {
  const [first = []] = security;
  const kinds = first.map(({ scheme }) => securitySchemes.get(scheme)?.kind);
  return !path.includes("//") && kinds.every((kind) => kind !== undefined && kind !== "mutualTLS");
}

function refusedCase({ in: place, subject, rule, request }: BrokenRequest): RefusedCase {
  const isOfPath = rule === "type" && place === "path";
  return {
    title: titleOf(place, subject, rule),
    request: requestCase(request),
    // A value that breaks the path of one operation may be the path of none, or of one with another method.
    statuses: isOfPath ? [400, 404, 405, 415] : place === "path" ? [400, 404] : [400],
  };
}

function titleOf(place: string, subject: string, rule: string): string {
  const what = place === "body" ? (subject === "body" ? "body" : `body's ${subject}`) : `${place} parameter ${subject}`;
  if (rule === "required") return `refuses a request without the ${what}`;
  return rule === "syntax" ? `refuses a ${what} that cannot be read` : `refuses a ${what} that breaks ${rule}`;
}

/** Undefined where everybody is let in, or where a parameter of the same name stays. */
function withoutCredentials(operation: Operation, model: Model, valid: SampleRequest): RefusedCase | undefined {
  const isOpen = operation.security.length === 0 || operation.security.some((all) => all.length === 0);
  const request = sampleRequest({ ...operation, security: [] }, model);
  if (isOpen || JSON.stringify(request) === JSON.stringify(valid)) return undefined;
  const names = new Set(operation.security.flat().map(({ scheme }) => nameOf(scheme, model)));
  if (operation.parameters.some(({ name }) => names.has(name.toLowerCase()))) return undefined;
  return { title: "lets nobody in without credentials", request: requestCase(request), statuses: [401] };
}

function nameOf(key: string, { securitySchemes }: Model): string {
  const scheme = securitySchemes.get(key);
  return scheme?.kind === "apiKey" ? scheme.name.toLowerCase() : "authorization";
}

function requestCase({ method, path, headers, body, contentType }: SampleRequest): RequestCase {
  const sent = { method, path: wirePath(path), headers };
  if (body === undefined) return sent;
  const json = contentType !== undefined && isJsonType(contentType) ? sameJson(body) : undefined;
  return json === undefined ? { ...sent, body } : { ...sent, json };
}

/** A fragment and a second question mark have no place in what is sent. */
const wirePath = (path: string): string => path.replaceAll("#", "%23").replace(/\?(.*)\?/, "?$1&");

/** The value, where writing it again gives the same text. */
function sameJson(text: string): JsonValue | undefined {
  const value = parsed(text);
  return isJson(value) && JSON.stringify(value) === text ? value : undefined;
}

/** Undefined where the text is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A parser of JSON makes nothing else. */
const isJson = (value: unknown): value is JsonValue => value !== undefined;

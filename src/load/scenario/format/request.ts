import { escapeSegment } from "../../../openapi/text/index.ts";
import { isMethod } from "../../headers.ts";
import { contentTypeOf } from "../../wire.ts";
import type { RequestTemplate, Template } from "../model.ts";
import type { Authorized } from "./auth.ts";
import type { Compiler } from "./compiler.ts";
import { headersOf } from "./headers.ts";
import type { FileStep } from "./schema.ts";
import { joined, jsonTemplate, listed, templateOf, type Spot } from "./values.ts";

const METHODS = ["get", "head", "post", "put", "patch", "delete", "options"] as const;
const BODY_EXPECTED: ReadonlySet<string> = new Set(["POST", "PUT", "PATCH"]);

/** What a step sends: its method, its path as written, and the key that says so. */
export interface Called {
  readonly method: string;
  readonly path: string;
  readonly key: string;
}

/** The methods that a step names; a step that sends names one. */
export function calledBy(step: FileStep): readonly Called[] {
  const short = METHODS.flatMap((key): readonly Called[] => {
    const path = step[key];
    return path === undefined ? [] : [{ method: key.toUpperCase(), path, key }];
  });
  if (step.request === undefined) return short;
  const [method = "", path = ""] = step.request.trim().split(/\s+(.*)/s);
  return [...short, { method: method.toUpperCase(), path, key: "request" }];
}

export interface RequestSite {
  readonly called: Called;
  readonly pointer: string;
  readonly auth: Authorized;
}

/** The request of a step, as pieces of HTTP/1.1. */
export function requestOf(compiler: Compiler, step: FileStep, site: RequestSite): RequestTemplate {
  const { called, pointer, auth } = site;
  const at = (key: string): Spot => ({ scope: compiler.scope, pointer: `${pointer}/${key}` });
  if (!isMethod(called.method))
    compiler.scope.mistakes.error(at(called.key).pointer, `${JSON.stringify(called.method)} is no method to send`);
  const body = bodyOf(compiler, step, at);
  const target = joined([...pathOf(compiler, called.path, at(called.key)), ...queryOf(step, called.path, at)]);
  const headers = headersOf(compiler, step, { pointer, type: body?.type, auth });
  return {
    head: joined([`${called.method} ${compiler.wire.prefix}`, ...target, " HTTP/1.1\r\n", ...headers]),
    cookies: cookiesOf(step, at),
    body: body?.content,
    isLengthSent: BODY_EXPECTED.has(called.method),
  };
}

function pathOf(compiler: Compiler, path: string, spot: Spot): Template {
  const { mistakes } = compiler.scope;
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(path))
    mistakes.error(spot.pointer, "a path begins with /; target: names the server");
  else if (!path.startsWith("/") && !path.startsWith("${")) mistakes.error(spot.pointer, "a path begins with /");
  if (path.includes("#")) mistakes.error(spot.pointer, "a path has no # part: it is never sent to a server");
  const mark = path.search(/\?(?![^{]*\})/);
  const pathname = mark < 0 ? path : path.slice(0, mark);
  const query = mark < 0 ? "" : path.slice(mark);
  const pieces = templateOf(pathname, "path", spot);
  return [...whole(compiler, pieces), ...queryPieces(query, spot)];
}

/** The part of a path behind its `?`: its own signs stay what they are. */
function queryPieces(query: string, spot: Spot): Template {
  return templateOf(query, "path", spot).map(inQuery);
}

const inQuery = (piece: Template[number]): Template[number] =>
  typeof piece === "string" ? piece : { value: piece.value, source: piece.source, place: "query" };

/** A path that begins with a value is taken as a whole path, as `Location` gives it. */
function whole(compiler: Compiler, pieces: Template): Template {
  const [first, ...rest] = pieces;
  if (first === undefined || typeof first === "string") return [compiler.wire.basePath, ...pieces];
  return [{ ...first, place: "target", origin: compiler.wire.origin }, ...rest];
}

function queryOf({ query = {} }: FileStep, path: string, at: (key: string) => Spot): Template {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((one) => pairOf(name, one, at(`query/${escapeSegment(name)}`))),
  );
  return [path.includes("?") ? "&" : "?", ...listed(pairs, "&")].slice(pairs.length === 0 ? 1 : 0);
}

function pairOf(name: string, value: string | number | boolean, spot: Spot): Template {
  return [`${encodeURIComponent(name)}=`, ...templateOf(String(value), "query", spot)];
}

function cookiesOf({ cookies = {} }: FileStep, at: (key: string) => Spot): Template {
  const pairs = Object.entries(cookies).map(([name, value]): Template => {
    const spot = at(`cookies/${escapeSegment(name)}`);
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) spot.scope.mistakes.error(spot.pointer, "no cookie can have this name");
    return pairOf(name, value, spot);
  });
  return joined(listed(pairs, "; "));
}

interface Body {
  readonly content: Template | Uint8Array;
  readonly type: string | undefined;
}

function bodyOf(compiler: Compiler, step: FileStep, at: (key: string) => Spot): Body | undefined {
  const keys = (["json", "form", "body", "file"] as const).filter((key) => step[key] !== undefined);
  const [first, second] = keys;
  if (second !== undefined)
    compiler.scope.mistakes.error(at(second).pointer, `a request has one body; ${first} is one already`);
  if (step.json !== undefined) return { content: jsonTemplate(step.json, at("json")), type: "application/json" };
  if (step.form !== undefined) return { content: formOf(step.form, at), type: "application/x-www-form-urlencoded" };
  if (step.file !== undefined) return bytesOf(compiler.files.get(step.file) ?? new Uint8Array());
  if (step.body === undefined) return undefined;
  const content = templateOf(step.body, "raw", at("body"));
  const type = contentTypeOf(new TextEncoder().encode(step.body), [])?.[1];
  return { content, type };
}

const bytesOf = (content: Uint8Array): Body => ({ content, type: contentTypeOf(content, [])?.[1] });

function formOf(form: NonNullable<FileStep["form"]>, at: (key: string) => Spot): Template {
  const pairs = Object.entries(form).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((one) => pairOf(name, one, at(`form/${escapeSegment(name)}`))),
  );
  return joined(listed(pairs, "&"));
}

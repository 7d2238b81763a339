import { isDefined } from "../../kit/index.ts";
import type { SecurityRequirement, SecurityScheme } from "../model.ts";
import { dereference, kindOf, note, textOf, type Reader } from "../reading/index.ts";
import { isObject, items, member, members, type Cursor, type Member } from "../refs/index.ts";
import { readFlows, readOldFlow } from "./oauth.ts";

/** Requirements of an operation or of the whole document; undefined when nothing is said there. */
export function readSecurity(reader: Reader, owner: Cursor): readonly SecurityRequirement[] | undefined {
  const field = member(owner, "security");
  if (field === undefined || field.value === null) return undefined;
  if (!Array.isArray(field.value)) return [misfit(reader, field)];
  return items(field).map((cursor) => readRequirement(reader, cursor));
}

/** What is no requirement stays one that nobody fulfils: a mistake must not open an operation. */
function misfit(reader: Reader, cursor: Cursor): SecurityRequirement {
  const evidence = { field: "security", expected: "security requirement", found: kindOf(cursor.value) };
  note(reader, cursor, { code: "field-wrong-kind", severity: "error", evidence });
  return [{ scheme: typeof cursor.value === "string" ? cursor.value : "", scopes: [] }];
}

function readRequirement(reader: Reader, cursor: Cursor): SecurityRequirement {
  if (!isObject(cursor)) return misfit(reader, cursor);
  return members(cursor).map((entry) => ({ scheme: entry.key, scopes: textsOf(entry) }));
}

/** The texts of a list. */
export function textsOf(cursor: Cursor | undefined): readonly string[] {
  const all = cursor === undefined ? [] : items(cursor);
  return all.flatMap(({ value }) => (typeof value === "string" ? [value] : []));
}

/** The security schemes of a document, by their names. */
export function readSecuritySchemes(reader: Reader, area: Cursor | undefined): ReadonlyMap<string, SecurityScheme> {
  const entries = area === undefined ? [] : members(area).map((entry) => readScheme(reader, entry));
  return new Map(entries.filter(isDefined).map((scheme) => [scheme.key, scheme]));
}

function readScheme(reader: Reader, entry: Member): SecurityScheme | undefined {
  const cursor = dereference(reader, entry);
  const scheme = cursor && schemeOf(reader, cursor, entry.key);
  if (cursor !== undefined && scheme === undefined) sayUnknown(reader, entry);
  return scheme;
}

function sayUnknown(reader: Reader, entry: Member): void {
  const kind = textOf(reader, entry, "type") ?? null;
  note(reader, entry, { code: "security-scheme-unusable", severity: "error", evidence: { scheme: entry.key, kind } });
}

function schemeOf(reader: Reader, cursor: Cursor, key: string): SecurityScheme | undefined {
  const base = { key, description: textOf(reader, cursor, "description") };
  switch (textOf(reader, cursor, "type") ?? "") {
    case "apiKey":
      return apiKey(reader, cursor, base);
    case "basic":
      return { ...base, kind: "http", scheme: "basic", bearerFormat: undefined };
    case "http":
      return http(reader, cursor, base);
    case "mutualTLS":
      return { ...base, kind: "mutualTLS" };
    case "oauth2":
      return { ...base, kind: "oauth2", flows: (reader.version === "2.0" ? readOldFlow : readFlows)(reader, cursor) };
    case "openIdConnect":
      return { ...base, kind: "openIdConnect", url: textOf(reader, cursor, "openIdConnectUrl") ?? "" };
    default:
      return undefined;
  }
}

interface Base {
  readonly key: string;
  readonly description: string | undefined;
}

function apiKey(reader: Reader, cursor: Cursor, base: Base): SecurityScheme | undefined {
  const name = textOf(reader, cursor, "name");
  const place = textOf(reader, cursor, "in");
  if (name === undefined || (place !== "query" && place !== "header" && place !== "cookie")) return undefined;
  return { ...base, kind: "apiKey", name, in: place };
}

function http(reader: Reader, cursor: Cursor, base: Base): SecurityScheme | undefined {
  const scheme = textOf(reader, cursor, "scheme")?.toLowerCase();
  if (scheme === undefined) return undefined;
  return { ...base, kind: "http", scheme, bearerFormat: textOf(reader, cursor, "bearerFormat") };
}

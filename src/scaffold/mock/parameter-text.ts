import type { Parameter } from "../../openapi/index.ts";
import type { JudgeScope } from "../../openapi/sample/index.ts";
import { conjunctsOf } from "./conjuncts.ts";
import { cookiesOf } from "./cookies.ts";
import type { MockRequest } from "./request.ts";
import type { Raw } from "./settle.ts";

export interface Sent {
  readonly request: MockRequest;
  /** Texts of the path's parameters. */
  readonly path: Readonly<Record<string, string>>;
  readonly scope: JudgeScope;
}

/** What was sent for a parameter, taken apart by its style; undefined where nothing was. */
export function parameterText(parameter: Parameter, sent: Sent): Raw | undefined {
  const { name, in: place } = parameter;
  if (parameter.contentType !== undefined && place === "query")
    return new URLSearchParams(sent.request.query).get(name) ?? undefined;
  switch (place) {
    case "path":
      return mapped(sent.path[name], (text) => segmentValue(text, parameter, sent.scope));
    case "header":
      return mapped(sent.request.headers[name.toLowerCase()], (text) =>
        listed(text, ",", kindOf(parameter, sent.scope)),
      );
    case "cookie":
      return mapped(cookiesOf(sent.request).get(name), (text) => listed(text, ",", kindOf(parameter, sent.scope)));
    case "query":
      return queryValue(parameter, sent);
    case "querystring":
      return sent.request.query === "" ? undefined : sent.request.query;
  }
}

const mapped = (text: string | undefined, read: (text: string) => Raw): Raw | undefined =>
  text === undefined ? undefined : read(text);

type Kind = "array" | "object" | "text";

function kindOf({ schema }: Parameter, scope: JudgeScope): Kind {
  const parts = conjunctsOf(schema, scope);
  const has = (type: "array" | "object"): boolean => parts.some(({ types }) => types?.includes(type) === true);
  if (has("array")) return "array";
  return has("object") || parts.some(({ properties }) => properties !== undefined) ? "object" : "text";
}

function listed(text: string, delimiter: string, kind: Kind): Raw {
  if (kind === "text") return text;
  const items = text === "" ? [] : text.split(delimiter);
  return kind === "array" ? items : pairs(items);
}

/** `a,1,b,2`, or `a=1,b=2` where every item has its sign. */
function pairs(items: readonly string[]): Raw {
  if (items.every((item) => item.includes("=")))
    return Object.fromEntries(
      items.map((item) => [item.slice(0, item.indexOf("=")), item.slice(item.indexOf("=") + 1)]),
    );
  return Object.fromEntries(items.flatMap((item, at) => (at % 2 === 0 ? [[item, items[at + 1] ?? ""] as const] : [])));
}

/** `simple`, `label` (`.a.b`) and `matrix` (`;id=1;id=2`). */
function segmentValue(text: string, parameter: Parameter, scope: JudgeScope): Raw {
  const kind = kindOf(parameter, scope);
  const { style, explode, name } = parameter;
  if (style === "label") return listed(text.replace(/^\./, ""), explode ? "." : ",", kind);
  if (style !== "matrix") return listed(text, ",", kind);
  const inner = text.replace(/^;/, "");
  if (explode && kind === "object") return listed(inner, ";", kind);
  const values = inner.split(";").map((part) => (part.startsWith(`${name}=`) ? part.slice(name.length + 1) : part));
  if (explode && kind === "array") return values;
  return listed(values[0] ?? "", ",", kind);
}

const DELIMITERS: Readonly<Partial<Record<Parameter["style"], RegExp>>> = {
  spaceDelimited: /%20|\+/,
  pipeDelimited: /\||%7C/i,
  tabDelimited: /%09/,
};

/** The names stand decoded, the values raw: a delimiter that was sent encoded belongs to the value. */
function queryPairs(query: string): readonly (readonly [string, string])[] {
  const parts = query.split("&").filter((part) => part !== "");
  return parts.map((part) => {
    const at = part.includes("=") ? part.indexOf("=") : part.length;
    return [plain(part.slice(0, at)), part.slice(at + 1)] as const;
  });
}

function queryValue(parameter: Parameter, { request, scope }: Sent): Raw | undefined {
  const { name, style, explode } = parameter;
  const kind = kindOf(parameter, scope);
  const all = queryPairs(request.query);
  if (style === "deepObject") return deepValue(name, all);
  if (kind === "object" && explode) return formObject(parameter, all, scope);
  const values = all.filter(([key]) => key === name).map(([, value]) => value);
  const [only] = values;
  if (only === undefined) return undefined;
  if (kind === "text") return plain(only);
  if (explode || values.length > 1) return values.map(plain);
  const items = only === "" ? [] : only.split(DELIMITERS[style] ?? ",").map(plain);
  return kind === "array" ? items : pairs(items);
}

function deepValue(name: string, all: readonly (readonly [string, string])[]): Raw | undefined {
  const own = all.filter(([key]) => key.startsWith(`${name}[`) && key.endsWith("]"));
  if (own.length === 0) return undefined;
  return Object.fromEntries(own.map(([key, value]) => [key.slice(name.length + 1, -1), plain(value)]));
}

/** `?from=1&to=9`: the properties that the schema names. */
function formObject(
  { schema }: Parameter,
  all: readonly (readonly [string, string])[],
  scope: JudgeScope,
): Raw | undefined {
  const names = new Set(conjunctsOf(schema, scope).flatMap(({ properties }) => Array.from(properties?.keys() ?? [])));
  const own = all.filter(([key]) => names.has(key));
  return own.length === 0 ? undefined : Object.fromEntries(own.map(([key, value]) => [key, plain(value)]));
}

function plain(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}

import { isJsonObject, type JsonValue } from "../../../kit/index.ts";
import type { ApiModel, Operation, Parameter } from "../../index.ts";
import { bodyText } from "./body.ts";
import { isJsonType } from "./media.ts";
import { type RequestParts, type RequestSettings, requestParts } from "./parts.ts";
import { type Pair, queryPairs, segmentText } from "./styles.ts";
import { literalText, percent, plainText } from "./text.ts";

export type { RequestSettings };

/** A request as it goes over the wire. */
export interface SampleRequest {
  readonly method: string;
  /** Path and query, percent-encoded, without the server's base path: `/users/7?expand=orders`. */
  readonly path: string;
  /** Everything that has to be sent, the content type included. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly contentType?: string;
  /** Parts for which no valid value was found: `query.limit`, `body`. Empty: the request is valid. */
  readonly doubts: readonly string[];
}

/**
 * A valid request to the operation: required parameters in their styles, a body, placeholder credentials.
 * The same request every time.
 *
 * @example
 * sampleRequest(getOrder, model, { parameters: { orderId: 7 } }).path; // "/orders/7"
 */
export function sampleRequest(
  operation: Operation,
  model: Pick<ApiModel, "schemas" | "securitySchemes">,
  settings: RequestSettings = {},
): SampleRequest {
  return writeRequest(requestParts(operation, model, settings));
}

/** Puts the parts into their places. */
export function writeRequest(parts: RequestParts): SampleRequest {
  const body = parts.body === undefined ? undefined : bodyText(parts.body.media, parts.body.value);
  const query = queryText(parts);
  return {
    method: parts.operation.method,
    path: `${pathText(parts)}${query === "" ? "" : `?${query}`}`,
    headers: headersOf(parts, body?.contentType),
    ...(body !== undefined && { body: parts.body?.raw ?? body.text, contentType: body.contentType }),
    doubts: parts.doubts,
  };
}

function pathText(parts: RequestParts): string {
  const values = new Map(
    parametersIn(parts, "path").map(([parameter, value]) => [parameter.name, { parameter, value }]),
  );
  const segments = parts.operation.segments.map((segment) =>
    segment.parts.map((part) => {
      if (part.kind === "text") return literalText(part.text);
      const found = values.get(part.name);
      return found === undefined ? "sample" : segmentOf(found.parameter, found.value);
    }),
  );
  return `/${segments.map((segment) => segment.join("")).join("/")}`;
}

function segmentOf(parameter: Parameter, value: JsonValue): string {
  return parameter.contentType === undefined
    ? segmentText(parameter, value)
    : percent(contentText(parameter.contentType, value));
}

function queryText(parts: RequestParts): string {
  const written = parametersIn(parts, "query").flatMap(([parameter, value]) => pairsOf(parameter, value));
  const keys = parts.credentials.filter((each) => each.in === "query");
  const pairs = [...written, ...keys.map((key) => [percent(key.name), percent(key.value)] as const)];
  const whole = parametersIn(parts, "querystring").map(([parameter, value]) => wholeQuery(parameter, value));
  return [...whole, ...pairs.map(([name, value]) => `${name}=${value}`)].join("&");
}

function pairsOf(parameter: Parameter, value: JsonValue): readonly Pair[] {
  if (parameter.contentType === undefined) return queryPairs(parameter, value);
  return [[percent(parameter.name), percent(contentText(parameter.contentType, value))]];
}

/** 3.2: one parameter is the whole query. */
function wholeQuery(parameter: Parameter, value: JsonValue): string {
  const type = parameter.contentType ?? "application/x-www-form-urlencoded";
  if (type !== "application/x-www-form-urlencoded") return percent(contentText(type, value));
  const pairs = queryPairs({ ...parameter, style: "form", explode: true }, value);
  return pairs.map(([name, text]) => `${name}=${text}`).join("&");
}

function headersOf(parts: RequestParts, contentType: string | undefined): Readonly<Record<string, string>> {
  const written = parametersIn(parts, "header").map(([parameter, value]) => headerOf(parameter, value));
  const keys = parts.credentials.filter((each) => each.in === "header");
  const cookie = cookieText(parts);
  return Object.fromEntries([
    ...written.filter(([name]) => !/^(?:content-type|content-length|host|cookie)$/i.test(name)),
    ...keys.map((key) => [key.name, key.value] as const),
    ...(cookie === "" ? [] : [["Cookie", cookie] as const]),
    ...(contentType === undefined ? [] : [["Content-Type", contentType] as const]),
  ]);
}

function headerOf(parameter: Parameter, value: JsonValue): Pair {
  if (parameter.contentType !== undefined)
    return [parameter.name, headerSafe(contentText(parameter.contentType, value))];
  const text = decodeURIComponent(segmentText(parameter, value));
  return [parameter.name, headerSafe(text)];
}

/** RFC 9110 field values: visible ASCII; the rest is percent-encoded. */
function headerSafe(text: string): string {
  return text.replaceAll(/[^\t\u0020-\u007E]+/gu, percent);
}

function cookieText(parts: RequestParts): string {
  const parameters = parametersIn(parts, "cookie");
  // A name stands for one cookie: lists are never spread over several of it.
  const written = parameters.flatMap(([parameter, value]) =>
    pairsOf({ ...parameter, explode: parameter.explode && isJsonObject(value) }, value),
  );
  // An object in one cookie is the credential of that name: a second cookie would only hide it.
  const objects = parameters.filter(([{ explode }, value]) => !explode && isJsonObject(value));
  const taken = new Set(objects.map(([{ name }]) => name));
  const keys = parts.credentials.filter(({ in: place, name }) => place === "cookie" && !taken.has(name));
  const pairs = [...written, ...keys.map((key) => [key.name, percent(key.value)] as const)];
  return pairs.map(([name, value]) => `${name}=${value}`).join("; ");
}

function contentText(type: string, value: JsonValue): string {
  return isJsonType(type) ? JSON.stringify(value) : plainText(value);
}

function parametersIn(parts: RequestParts, place: Parameter["in"]): readonly (readonly [Parameter, JsonValue])[] {
  return [...parts.parameters].filter(([parameter]) => parameter.in === place);
}

import { isJsonArray, isJsonObject, type JsonValue } from "../../kit/index.ts";
import { escapeTemplate, type FileStep } from "../scenario/format/index.ts";
import { soundsSecret, type Vault } from "./secrets.ts";

/** A request that somebody has written down. */
export interface Noted {
  /** Upper case. */
  readonly method: string;
  /** Path and query, as they went over the wire. */
  readonly path: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string | undefined;
}

/** Headers that belong to a connection or to a browser, not to what is asked for. */
const LEFT_OUT =
  /^(?::.*|host|content-length|connection|keep-alive|proxy-.*|transfer-encoding|te|trailer|upgrade|expect|accept-encoding|cookie|sec-.*|dnt|priority|pragma|cache-control|upgrade-insecure-requests|if-none-match|if-modified-since|x-forwarded-.*)$/i;
const SHORT = ["get", "head", "post", "put", "patch", "delete", "options"] as const;

/** The step that sends the same request, with `${env.…}` where a secret was. */
export function stepOf({ method, path, headers, body }: Noted, vault: Vault): FileStep {
  const key = SHORT.find((one) => one.toUpperCase() === method);
  const target = withoutSecrets(path, vault);
  const type = headers.find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "";
  const sent = body === undefined || body === "" ? {} : bodyOf(body, type, vault);
  const kept = headers.filter(([name]) => !LEFT_OUT.test(name) && !("json" in sent && /^content-type$/i.test(name)));
  const lines = kept.map(
    ([name, value]) => [name, soundsSecret(name) ? vault.hide(name, value) : escapeTemplate(value)] as const,
  );
  return {
    ...(key === undefined ? { request: `${method} ${target}` } : { [key]: target }),
    ...(lines.length > 0 && { headers: Object.fromEntries(lines) }),
    ...sent,
  };
}

function bodyOf(body: string, type: string, vault: Vault): Pick<FileStep, "json" | "body"> {
  const value = /json/i.test(type) ? parsed(body) : undefined;
  return value === undefined ? { body: formText(body, type, vault) } : { json: hidden(value, "", vault) };
}

const parse: (text: string) => JsonValue = JSON.parse;

function parsed(text: string): JsonValue | undefined {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

/** A JSON value whose secret members are hidden, and whose other texts stand for themselves. */
function hidden(value: JsonValue, name: string, vault: Vault): JsonValue {
  if (typeof value === "string") return soundsSecret(name) ? vault.hide(name, value) : escapeTemplate(value);
  if (isJsonArray(value)) return value.map((item) => hidden(item, name, vault));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [escapeTemplate(key), hidden(member, key, vault)] as const),
  );
}

function withoutSecrets(path: string, vault: Vault): string {
  const mark = path.indexOf("?");
  if (mark < 0) return escapeTemplate(path);
  return `${escapeTemplate(path.slice(0, mark))}?${pairs(path.slice(mark + 1), vault)}`;
}

function formText(body: string, type: string, vault: Vault): string {
  return /x-www-form-urlencoded/i.test(type) || type === "" ? pairs(body, vault) : escapeTemplate(body);
}

function pairs(text: string, vault: Vault): string {
  return text
    .split("&")
    .map((pair) => {
      const equals = pair.indexOf("=");
      const name = pair.slice(0, Math.max(equals, 0));
      if (equals < 1 || !soundsSecret(name)) return escapeTemplate(pair);
      return `${escapeTemplate(name)}=${vault.hide(name, decoded(pair.slice(equals + 1)))}`;
    })
    .join("&");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}

import type { JsonValue } from "../../kit/index.ts";
import type { MediaType, Operation } from "../../openapi/index.ts";
import { isJsonType, type JudgeScope } from "../../openapi/sample/index.ts";
import { problemsOf } from "./problems.ts";
import type { MockRequest, Problem } from "./request.ts";
import { type Raw, settle } from "./settle.ts";

export type BodyVerdict =
  | { readonly kind: "read"; readonly problems: readonly Problem[] }
  | { readonly kind: "unsupported"; readonly types: readonly string[] };

const FINE: BodyVerdict = { kind: "read", problems: [] };

/** What is wrong with a body: JSON, forms and texts are looked into, multipart and bytes are taken as they come. */
export function judgeBody({ body }: Operation, request: MockRequest, scope: JudgeScope): BodyVerdict {
  if (body === undefined || body.content.length === 0) return FINE;
  if (request.body.length === 0)
    return body.required ? { kind: "read", problems: [{ field: "body", message: "is required" }] } : FINE;
  const given = essence(request.headers["content-type"] ?? body.content[0]?.type ?? "");
  const media = fittingMedia(body.content, given);
  if (media === undefined) return { kind: "unsupported", types: body.content.map(({ type }) => type) };
  return { kind: "read", problems: problemsIn(media, { given, text: textOf(request.body) }, scope) };
}

const essence = (type: string): string => (type.split(";")[0] ?? "").trim().toLowerCase();
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

function fittingMedia(content: readonly MediaType[], given: string): MediaType | undefined {
  const family = `${given.slice(0, given.indexOf("/"))}/*`;
  for (const wanted of [given, family, "*/*"]) {
    const found = content.find(({ type }) => type === wanted);
    if (found !== undefined) return found;
  }
  return undefined;
}

interface Sent {
  readonly given: string;
  readonly text: string;
}

function problemsIn({ schema = true }: MediaType, { given, text }: Sent, scope: JudgeScope): readonly Problem[] {
  const at = { field: "body", scope };
  if (given === "application/x-www-form-urlencoded") return problemsOf(settle(formOf(text), schema, scope), schema, at);
  if (!isJsonType(given)) return given.startsWith("text/") ? problemsOf(text, schema, at) : [];
  const value = parsed(text);
  return value === undefined ? [{ field: "body", message: "is no JSON" }] : problemsOf(value, schema, at);
}

const parseJson: (text: string) => JsonValue = JSON.parse;

function parsed(text: string): JsonValue | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

function formOf(text: string): Raw {
  const form = new URLSearchParams(text);
  return Object.fromEntries(
    [...new Set(form.keys())].map((name) => {
      const values = form.getAll(name);
      return [name, values.length > 1 ? values : (values[0] ?? "")];
    }),
  );
}

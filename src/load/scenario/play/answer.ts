import type { JsonValue } from "../../../kit/index.ts";
import type { Answer } from "../actor.ts";
import { findNodes } from "../path/index.ts";
import type { Extraction, Subject } from "../model.ts";

/** An answer that came; its body is decoded and parsed once, when somebody asks. */
export interface Seen {
  readonly answer: Extract<Answer, { status: number }>;
  text: string | undefined;
  json: { readonly value: JsonValue | undefined } | undefined;
}

const decoder = new TextDecoder();
const parse: (text: string) => JsonValue = JSON.parse;

/** The body as text; undefined when it was longer than the step's limit. */
function bodyText(seen: Seen): string | undefined {
  if (seen.answer.truncated) return undefined;
  seen.text ??= decoder.decode(seen.answer.body ?? new Uint8Array());
  return seen.text;
}

function bodyJson(seen: Seen): JsonValue | undefined {
  seen.json ??= { value: parsed(bodyText(seen)) };
  return seen.json.value;
}

function parsed(text: string | undefined): JsonValue | undefined {
  try {
    return text === undefined ? undefined : parse(text);
  } catch {
    return undefined;
  }
}

/** What a check or an extraction looks at: none, one or several values. */
export function valuesOf(subject: Subject | Extraction["from"], seen: Seen): readonly JsonValue[] {
  switch (subject.of) {
    case "status":
      return [seen.answer.status];
    case "latency":
      return [seen.answer.latencyMs];
    case "header":
      return seen.answer.headers.filter(([name]) => name === subject.name).map(([, value]) => value);
    case "cookie":
      return cookiesOf(seen, subject.name);
    case "body": {
      const text = bodyText(seen);
      return text === undefined ? [] : [text];
    }
    case "json": {
      const root = bodyJson(seen);
      return root === undefined ? [] : (findNodes(subject.path, root) ?? []);
    }
  }
}

function cookiesOf({ answer }: Seen, wanted: string): readonly string[] {
  return answer.headers
    .filter(([name, value]) => name === "set-cookie" && value.trimStart().startsWith(`${wanted}=`))
    .map(([, value]) => value.slice(value.indexOf("=") + 1).split(";", 1)[0] ?? "");
}

import type { JsonValue } from "../../../kit/index.ts";
import type { Hole, Place, Setting, Template } from "../model.ts";
import type { User } from "./user.ts";
import { type Source, textOf, valueNow } from "./values.ts";

/** A value that is missing where one was due. */
export interface Missing {
  readonly missing: string;
}

/** The template with its holes filled; or which hole has nothing that can stand there. */
export function write(template: Template, user: User, source: Source): string | Missing {
  let text = "";
  for (const piece of template) {
    if (typeof piece === "string") {
      text += piece;
      continue;
    }
    const filled = fill(piece, user, source);
    if (filled === undefined) return { missing: piece.source };
    text += filled;
  }
  return text;
}

/** A JSON value that keeps its type when it stands alone. */
export function settingNow(setting: Setting, user: User, source: Source): JsonValue | undefined {
  if (setting.kind === "value") return valueNow(setting.value, user, source);
  const text = write(setting.template, user, source);
  return typeof text === "string" ? text : undefined;
}

function fill({ value, place, origin }: Hole, user: User, source: Source): string | undefined {
  const now = valueNow(value, user, source);
  return now === undefined ? undefined : WRITERS[place](now, origin);
}

/** A value as it stands in a place; undefined when it cannot stand there. */
export function writeValue(value: JsonValue, place: Place): string | undefined {
  return WRITERS[place](value);
}

const WRITERS: Readonly<Record<Place, (value: JsonValue, origin?: string) => string | undefined>> = {
  target: (value, origin) => targetText(textOf(value), origin ?? ""),
  path: (value) => segmentText(textOf(value)),
  query: (value) => encoded(textOf(value)),
  header: (value) => headerText(textOf(value)),
  json: (value) => JSON.stringify(value),
  "json-text": (value) => quotedText(textOf(value)),
  raw: textOf,
};

const PLAIN = /^[\w.~-]+$/;

function encoded(text: string | undefined): string | undefined {
  if (text === undefined || PLAIN.test(text)) return text;
  // Half a surrogate pair cannot be encoded; it becomes the replacement character, as in every UTF-8 encoder.
  return encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, "\uFFFD"));
}

/** One segment: it is never empty, and no `..` that a server would climb. */
function segmentText(text: string | undefined): string | undefined {
  if (text === undefined || text === "") return undefined;
  return text === "." || text === ".." ? text.replaceAll(".", "%2E") : encoded(text);
}

/** A whole path that an answer gave (`Location`): of this origin or none. */
function targetText(text: string | undefined, origin: string): string | undefined {
  const own = origin !== "" && text?.startsWith(`${origin}/`) === true ? text.slice(origin.length) : text;
  const path = own?.split("#", 1)[0];
  return path !== undefined && /^\/(?!\/)[\u0021-\u007E]*$/.test(path) ? path : undefined;
}

/** No line break or other control character of a stranger ends a header. */
function headerText(text: string | undefined): string | undefined {
  return text?.replaceAll(/[\u0000-\u0008\u000A-\u001F\u007F]/g, " ");
}

function quotedText(text: string | undefined): string | undefined {
  return text === undefined ? undefined : JSON.stringify(text).slice(1, -1);
}

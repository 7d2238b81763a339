import type { JsonValue } from "../../kit/index.ts";

/** `@items.minLength 3`: a name and the text behind it. */
export interface Tag {
  readonly name: string;
  readonly text: string;
}

/** Tags whose value is a text that is written as it is. */
const TEXTS: ReadonlySet<string> = new Set(
  "type format pattern contentEncoding contentMediaType $ref name style content tag operationId component".split(" "),
);

// What would end the comment, disturb a terminal or get lost at a line's end.
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
const EVERY_UNSAFE = new RegExp(UNSAFE, "gu");
const PLAIN_TEXT = /^[^\s"](?:.*\S)?$/u;

/**
 * A tag as one line of a documentation comment. Nothing in the value can end the comment.
 *
 * @example
 * tagLine("items.format", "uuid"); // "@items.format uuid"
 */
export function tagLine(name: string, value: JsonValue): string {
  if (value === true) return `@${name}`;
  if (typeof value === "string" && TEXTS.has(lastOf(name)) && isPlain(value, lastOf(name))) return `@${name} ${value}`;
  return `@${name} ${jsonLine(value)}`;
}

/**
 * A property that the type does not show, as it is meant: `@property password { … }`.
 *
 * @example
 * propertyLine("property", "key", { type: "string" }); // '@property key {"type":"string"}'
 */
export function propertyLine(tag: string, name: string, schema: JsonValue): string {
  return `@${tag} ${/^[\w$.-]+$/.test(name) ? name : jsonLine(name)} ${jsonLine(schema)}`;
}

/** The name and the schema of such a tag; undefined when it is none. */
export function propertyIn({ text }: Tag): { readonly name: string; readonly schema: JsonValue } | undefined {
  const [, first = "", rest = ""] = /^("(?:[^"\\]|\\.)*"|\S+)\s+(.*)$/.exec(text) ?? [];
  const name = first.startsWith('"') ? parsed(first) : first;
  const schema = parsed(rest);
  return typeof name !== "string" || schema === undefined ? undefined : { name, schema };
}

const parse: (text: string) => JsonValue = JSON.parse;

function parsed(text: string): JsonValue | undefined {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

const lastOf = (name: string): string => name.slice(name.lastIndexOf(".") + 1);

const isPlain = (value: string, keyword: string): boolean =>
  PLAIN_TEXT.test(value) &&
  !value.includes("*/") &&
  !UNSAFE.test(value) &&
  !(keyword === "type" && value.startsWith("["));

function jsonLine(value: JsonValue): string {
  return JSON.stringify(value)
    .replaceAll("*/", "*\\/")
    .replace(EVERY_UNSAFE, (character) =>
      Array.from(
        { length: character.length },
        (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`,
      ).join(""),
    );
}

/** The value of a tag, as `tagLine` wrote it; undefined when it is no value. */
export function valueOf({ name, text }: Tag): JsonValue | undefined {
  if (text === "") return true;
  const keyword = lastOf(name);
  if (TEXTS.has(keyword) && !text.startsWith('"') && !(keyword === "type" && text.startsWith("["))) return text;
  return parsed(text);
}

const TAG = /^@([\w$][\w$.-]*)(?:\s+(.*))?$/u;

/** The words of a documentation comment without its stars, and the tags that end it. */
export function tagsIn(comment: string): { readonly text: string; readonly tags: readonly Tag[] } {
  const lines = comment.split("\n").map((line) => line.replace(/^\s*\*? ?/, "").trimEnd());
  const firstTag = lines.findIndex((line) => TAG.test(line));
  const words = firstTag < 0 ? lines : lines.slice(0, firstTag);
  const tags = (firstTag < 0 ? [] : lines.slice(firstTag)).flatMap((line): readonly Tag[] => {
    const [, name = "", text = ""] = TAG.exec(line) ?? [];
    return name === "" ? [] : [{ name, text: text.trim() }];
  });
  return {
    text: words
      .map((line) => line.replace(/^\\@/, "@"))
      .join("\n")
      .trim(),
    tags,
  };
}

import type { Comment } from "oxc-parser";
import type { Edit } from "./edit.ts";
import { indentAt, type Source } from "./source.ts";

/** A documentation comment of some lines, with the blanks that its further lines begin with. */
export function docComment(lines: readonly string[], indent: string): string {
  const [only] = lines;
  if (lines.length === 1 && only !== undefined && !only.includes("\n")) return `/** ${only} */`;
  const inner = lines.flatMap((line) => line.split("\n")).map((line) => `${indent} * ${line}`.trimEnd());
  return ["/**", ...inner, `${indent} */`].join("\n");
}

/** The lines of a documentation comment. What looks like a tag was only a word in TypeScript, and stays one. */
export function linesOf({ value }: Comment): readonly string[] {
  const lines = value
    .slice(1)
    .split("\n")
    .map((line) => line.trim().replace(/^\* ?/, ""));
  return lines.slice(lines[0] === "" ? 1 : 0, lines.at(-1) === "" ? -1 : undefined).map(withoutTags);
}

const withoutTags = (line: string): string => line.replace(/(?<=^|[\s{])@/g, "\\@");

export const isDoc = ({ type, value }: Comment): boolean => type === "Block" && value.startsWith("*");

/** The documentation comment directly above a place. */
export function docAbove({ text, comments }: Source, at: number): Comment | undefined {
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((comments[middle]?.end ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  const found = comments[low - 1];
  return found !== undefined && isDoc(found) && text.slice(found.end, at).trim() === "" ? found : undefined;
}

/** The edit that puts tags into the comment above a place, or a comment with them there. */
export function tagsAbove(source: Source, at: number, tags: readonly string[]): readonly Edit[] {
  if (tags.length === 0) return [];
  const doc = docAbove(source, at);
  const indent = indentAt(source.text, at);
  if (doc !== undefined) {
    const text = docComment([...linesOf(doc), ...tags], indentAt(source.text, doc.start) ?? "");
    return [{ start: doc.start, end: doc.end, text }];
  }
  const gap = indent === undefined ? " " : `\n${indent}`;
  return [{ start: at, end: at, text: `${docComment(tags, indent ?? "")}${gap}` }];
}

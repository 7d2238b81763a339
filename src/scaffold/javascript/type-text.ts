import type { TSTypeParameterDeclaration } from "oxc-parser";
import { edited, type Span } from "./edit.ts";
import { commentsIn, type Source } from "./source.ts";

/** A type as it stands in a comment: without comments of its own, on one line. */
export function typeText(source: Source, span: Span): string {
  const inner = commentsIn(source, span).map(({ start, end }) => ({
    start: start - span.start,
    end: end - span.start,
    text: "",
  }));
  return harmless(oneLine(edited(source.text.slice(span.start, span.end), inner)));
}

/** A type with the lines that it has, where it does not fit on one. */
export function wideTypeText(source: Source, span: Span, width: number): string {
  const one = typeText(source, span);
  const lines = source.text.slice(span.start, span.end);
  if (one.length <= width || commentsIn(source, span).length > 0 || !lines.includes("\n")) return one;
  return harmless(lines.replace(/^\n/, ""));
}

/** Line breaks within a type stand between tokens: no literal type has one but a template, which generated code does not break. */
function oneLine(text: string): string {
  const lines = text.split("\n").map((line) => line.trim());
  return lines
    .filter((line) => line !== "")
    .reduce(joined, "")
    .replace(/^\| /, "");
}

function joined(before: string, line: string): string {
  if (before === "") return line;
  if (/^[)\]>]/.test(line)) return `${before.replace(/,$/, "")}${line}`;
  if (line.startsWith("}")) return `${before.replace(/;$/, "")} ${line}`;
  if (/[([<]$/.test(before)) return `${before}${line.replace(/^\| /, "")}`;
  return `${before} ${line}`;
}

/** Only a string has these two characters in a type; there the backslash means nothing. */
const harmless = (text: string): string => text.replaceAll("*/", "*\\/");

/** A tag for each type parameter of a declaration. */
export function templateTags(
  source: Source,
  parameters: TSTypeParameterDeclaration | null | undefined,
): readonly string[] {
  return (parameters?.params ?? []).map(({ name, constraint, default: otherwise }) => {
    const bound = constraint === null ? "" : `{${typeText(source, constraint)}} `;
    return `@template ${bound}${otherwise === null ? name.name : `[${name.name}=${typeText(source, otherwise)}]`}`;
  });
}

import type { Fragment, List, Part } from "./fragment.ts";

/** Columns that a printed line should not pass, as prettier and oxfmt are usually set. */
const WIDTH = 120;

interface Page {
  readonly out: string[];
  column: number;
}

/**
 * A fragment as text: lists are broken where they do not fit in 120 columns, the same on every machine.
 *
 * @example
 * print(code`const a = ${literal([1, 2])};`); // "const a = [1, 2];"
 */
export function print(fragment: Fragment): string {
  const page: Page = { out: [], column: 0 };
  writeParts(page, fragment.parts, 0);
  const text = page.out.join("");
  return text.includes(" \n") ? text.replace(/(?<! ) +$/gm, "") : text;
}

function writeParts(page: Page, parts: readonly Part[], indent: number): void {
  // Index loops: this runs for every piece of every file.
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index];
    if (part === undefined) continue;
    if (part.kind === "text") writeText(page, part.text, indent);
    else if (part.kind === "nested") writeParts(page, part.fragment.parts, indent + part.by);
    else writeList(page, part.list, { indent, after: part.list.after + followingWidth(parts, index) });
  }
}

/** Width of the text that stands directly behind a part, up to its first line break. */
function followingWidth(parts: readonly Part[], index: number): number {
  const next = parts[index + 1];
  if (next?.kind !== "text") return 0;
  const end = next.text.indexOf("\n");
  return end < 0 ? next.text.length : end;
}

function writeText(page: Page, text: string, indent: number): void {
  const last = text.lastIndexOf("\n");
  if (last < 0) {
    page.out.push(text);
    page.column += text.length;
    return;
  }
  const margin = " ".repeat(indent);
  page.out.push(indent === 0 ? text : text.replaceAll("\n", `\n${margin}`));
  page.column = indent + text.length - last - 1;
}

interface Spot {
  readonly indent: number;
  readonly after: number;
}

function writeList(page: Page, list: List, spot: Spot): void {
  const width = list.items.reduce((sum, item) => sum + item.width + list.flatSeparator.length, 0);
  const brackets = list.open.length + list.close.length + 2 * list.padding.length - list.flatSeparator.length;
  if (list.items.length === 0 || page.column + width + brackets + spot.after <= WIDTH)
    writeFlat(page, list, spot.indent);
  else writeBroken(page, list, spot.indent);
}

function writeFlat(page: Page, list: List, indent: number): void {
  const padding = list.items.length === 0 ? "" : list.padding;
  writeText(page, list.open + padding, indent);
  let isFirst = true;
  for (const item of list.items) {
    if (!isFirst) writeText(page, list.flatSeparator, indent);
    isFirst = false;
    writeParts(page, item.parts, indent);
  }
  writeText(page, padding + list.close, indent);
}

function writeBroken(page: Page, list: List, indent: number): void {
  writeText(page, list.open, indent);
  for (const [index, item] of list.items.entries()) {
    writeText(page, `\n${list.brokenPrefix}`, indent + 2);
    writeParts(page, item.parts, indent + 2);
    if (list.trailing || index < list.items.length - 1) writeText(page, list.brokenSuffix, indent + 2);
  }
  if (list.close !== "") writeText(page, `\n${list.close}`, indent);
}

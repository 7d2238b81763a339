import { safeText, wrapText } from "../kit/index.ts";
import { empty, textFragment, type Fragment } from "./fragment.ts";

// Documents repeat the descriptions of their parameters hundreds of times.
const known = new Map<string, readonly string[]>();
const MOST_KNOWN = 2_000;

/** A documentation comment; nothing in the text can end it. Undefined and blank lines are left out. */
export function jsDoc(texts: readonly (string | undefined)[], width = 110): Fragment {
  const paragraphs = texts.flatMap((text) => (text === undefined ? [] : linesOf(text, width)));
  const [only] = paragraphs;
  if (only === undefined) return empty;
  if (paragraphs.length === 1) return textFragment(`/** ${only} */`);
  return textFragment(["/**", ...paragraphs.map((line) => ` * ${line}`.trimEnd()), " */"].join("\n"));
}

/** The same with tags (`@minimum 1`) behind it, a line each as they are; no line of the text can pass for one. */
export function jsDocWithTags(text: string | undefined, tags: readonly string[], width = 110): Fragment {
  if (tags.length === 0 && text === undefined) return empty;
  const words = text === undefined ? [] : linesOf(text, width).map((line) => line.replace(/^@/, "\\@"));
  const all = [...words, ...tags];
  const [only] = all;
  if (only === undefined) return empty;
  if (all.length === 1) return textFragment(`/** ${only} */`);
  return textFragment(["/**", ...all.map((line) => ` * ${line}`.trimEnd()), " */"].join("\n"));
}

/** A comment of one line. */
export function comment(text: string): Fragment {
  return textFragment(`// ${harmless(text).replace(/\s+/g, " ")}`);
}

/** The lines on top of a managed file. */
export function fileHeader(texts: readonly string[]): Fragment {
  return textFragment(texts.map((text) => `// ${harmless(text).replace(/\s+/g, " ")}`).join("\n"));
}

const LONGEST = 20;

function linesOf(text: string, width: number): readonly string[] {
  const key = `${width} ${text}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const made = commentLines(text, width);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(key, made);
  return made;
}

function commentLines(text: string, width: number): readonly string[] {
  const all = harmless(text)
    .split(/\r\n|[\r\n\u2028\u2029]/)
    .map((line) => line.trimEnd())
    .flatMap((line) => (line.length <= width ? [line] : wrapText(line, width)));
  const first = all.findIndex((line) => line !== "");
  const last = all.findLastIndex((line) => line !== "");
  const kept = first < 0 ? [] : all.slice(first, last + 1);
  return kept.length <= LONGEST ? kept : [...kept.slice(0, LONGEST), "…"];
}

const harmless = (text: string): string =>
  safeText(text).replaceAll("*/", "*\\/").replaceAll("\u2028", " ").replaceAll("\u2029", " ");

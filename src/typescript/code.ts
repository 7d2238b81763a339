import { fragmentOf, isEmpty, type Fragment, type Part } from "./fragment.ts";

/** What a hole takes: a fragment, or several that stand below each other. */
export type Hole = Fragment | readonly Fragment[];

/**
 * A fragment from a template. Its own text is code as written here; holes take fragments only. Common indentation is removed,
 * what stands in a hole is indented like the line of the hole, and a line that holds nothing but empty holes disappears.
 *
 * @example
 * code`if (${ident("limit")} > ${literal(5)}) ${statement}`;
 */
export function code(strings: TemplateStringsArray, ...holes: readonly Hole[]): Fragment {
  const texts = dedented(strings);
  const parts: Part[] = [];
  for (const [index, text] of texts.entries()) {
    const after = index === 0 ? undefined : holes[index - 1];
    if (after !== undefined) pushHole(parts, after);
    pushText(parts, text);
  }
  return fragmentOf(withoutEmptyLines(parts));
}

/** Fragments below each other; empty ones leave no line. */
export function lines(fragments: readonly Fragment[]): Fragment {
  const parts: Part[] = [];
  for (const fragment of fragments) {
    if (isEmpty(fragment)) continue;
    if (parts.length > 0) parts.push({ kind: "text", text: "\n" });
    parts.push(...fragment.parts);
  }
  return fragmentOf(parts);
}

const cache = new WeakMap<TemplateStringsArray, readonly string[]>();

function dedented(strings: TemplateStringsArray): readonly string[] {
  const known = cache.get(strings);
  if (known !== undefined) return known;
  const texts = dedent(strings);
  cache.set(strings, texts);
  return texts;
}

function dedent(strings: readonly string[]): readonly string[] {
  const margins = strings.flatMap((text) =>
    [...text.matchAll(/\n( *)(?=\S|$)/g)].map((match) => match[1]?.length ?? 0),
  );
  const last = strings.at(-1) ?? "";
  const closing = /\n *$/.test(last) ? margins.slice(0, -1) : margins;
  const margin = closing.length === 0 ? 0 : Math.min(...closing);
  return strings.map((text, index) =>
    trimmed(text, margin, { first: index === 0, last: index === strings.length - 1 }),
  );
}

function trimmed(text: string, margin: number, at: { readonly first: boolean; readonly last: boolean }): string {
  const moved = text.replaceAll(`\n${" ".repeat(margin)}`, "\n");
  const opened = at.first ? moved.replace(/^\n/, "") : moved;
  return at.last ? opened.replace(/\n *$/, "") : opened;
}

function pushText(parts: Part[], text: string): void {
  if (text !== "") parts.push({ kind: "text", text });
}

function pushHole(parts: Part[], hole: Hole): void {
  const fragment = isList(hole) ? lines(hole) : hole;
  parts.push({ kind: "nested", by: lineIndent(parts), fragment });
}

const isList = (hole: Hole): hole is readonly Fragment[] => Array.isArray(hole);

/** Blanks at the start of the line that the next part continues. */
function lineIndent(parts: readonly Part[]): number {
  for (let index = parts.length - 1; index >= 0; index -= 1) {
    const part = parts[index];
    if (part?.kind !== "text") continue;
    const start = part.text.lastIndexOf("\n");
    if (start >= 0 || index === 0) return /^ */.exec(part.text.slice(start + 1))?.[0].length ?? 0;
  }
  return 0;
}

function withoutEmptyLines(parts: readonly Part[]): readonly Part[] {
  const kept: Part[] = [];
  for (const [index, part] of parts.entries()) {
    if (part.kind !== "nested" || !isEmpty(part.fragment)) kept.push(part);
    else if (isAlone(parts, index)) dropLineStart(kept);
  }
  return kept[0]?.kind === "text" && isDroppedStart(parts, kept) ? [stripNewline(kept[0]), ...kept.slice(1)] : kept;
}

/** The hole is the whole of its line. */
function isAlone(parts: readonly Part[], index: number): boolean {
  const before = parts[index - 1];
  const after = parts[index + 1];
  const startsLine = before === undefined || (before.kind === "text" && /(^|\n) *$/.test(before.text));
  return startsLine && (after === undefined || (after.kind === "text" && after.text.startsWith("\n")));
}

function dropLineStart(kept: Part[]): void {
  const last = kept.pop();
  if (last === undefined) return;
  if (last.kind !== "text") kept.push(last);
  else {
    const text = last.text.replace(/\n? *$/, "");
    if (text !== "") kept.push({ kind: "text", text });
  }
}

const isDroppedStart = (parts: readonly Part[], kept: readonly Part[]): boolean =>
  kept[0] !== parts[0] && parts[0]?.kind === "nested";

const stripNewline = (part: { readonly kind: "text"; readonly text: string }): Part => ({
  kind: "text",
  text: part.text.replace(/^\n/, ""),
});

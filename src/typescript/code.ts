import { fragmentOf, isEmpty, textPart, type Fragment, type Part } from "./fragment.ts";
import { templateOf } from "./template.ts";

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
  const { texts, indents } = templateOf(strings);
  const parts: Part[] = [];
  let hasEmpty = false;
  for (let index = 0; index < texts.length; index += 1) {
    const hole = holes[index - 1];
    if (index > 0 && hole !== undefined) {
      const fragment = isList(hole) ? lines(hole) : hole;
      hasEmpty ||= isEmpty(fragment);
      parts.push({ kind: "nested", by: indents[index - 1] ?? 0, fragment });
    }
    const text = texts[index];
    if (text !== undefined) parts.push(text);
  }
  return fragmentOf(hasEmpty ? withoutEmptyLines(parts) : parts);
}

const NEWLINE: Part = textPart("\n");

/** Fragments below each other; empty ones leave no line. */
export function lines(fragments: readonly Fragment[]): Fragment {
  const kept = fragments.filter((fragment) => !isEmpty(fragment));
  const [only] = kept;
  if (kept.length === 1 && only !== undefined) return only;
  const parts: Part[] = [];
  for (const fragment of kept) {
    if (parts.length > 0) parts.push(NEWLINE);
    parts.push({ kind: "nested", by: 0, fragment });
  }
  return fragmentOf(parts);
}

const isList = (hole: Hole): hole is readonly Fragment[] => Array.isArray(hole);

/** A hole that is the whole of its line takes the line with it when it is empty. */
function withoutEmptyLines(parts: readonly Part[]): readonly Part[] {
  const kept: Part[] = [];
  let opens = false;
  for (const [index, part] of parts.entries()) {
    if (part.kind === "nested" && isEmpty(part.fragment)) {
      if (isAlone(parts, index)) opens = dropLineStart(kept);
    } else if (opens && part.kind === "text") {
      opens = false;
      pushText(kept, part.text.replace(/^\n/, ""));
    } else kept.push(part);
  }
  return kept;
}

function isAlone(parts: readonly Part[], index: number): boolean {
  const before = parts[index - 1];
  const after = parts[index + 1];
  const startsLine = before === undefined || (before.kind === "text" && /(^|\n) *$/.test(before.text));
  return startsLine && (after === undefined || (after.kind === "text" && after.text.startsWith("\n")));
}

/** Takes the line break and the blanks before an empty hole away; true where the hole opened the fragment. */
function dropLineStart(kept: Part[]): boolean {
  const last = kept.pop();
  if (last === undefined) return true;
  if (last.kind !== "text") {
    kept.push(last);
    return false;
  }
  pushText(kept, last.text.replace(/\n? *$/, ""));
  return kept.length === 0;
}

function pushText(parts: Part[], text: string): void {
  if (text !== "") parts.push(textPart(text));
}

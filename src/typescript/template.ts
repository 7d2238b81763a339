import { textPart, type Part } from "./fragment.ts";

/** What is known of a template before its holes are filled. */
export interface Template {
  /** The text before each hole and behind the last one; undefined where there is none. */
  readonly texts: readonly (Part | undefined)[];
  /** Blanks at the start of the line that each hole stands in. */
  readonly indents: readonly number[];
}

const cache = new WeakMap<TemplateStringsArray, Template>();

/** A template without its common indentation. Each one is taken apart once. */
export function templateOf(strings: TemplateStringsArray): Template {
  const known = cache.get(strings);
  if (known !== undefined) return known;
  const texts = dedent(strings);
  const made: Template = {
    texts: texts.map((text) => (text === "" ? undefined : textPart(text))),
    indents: texts.slice(0, -1).map((_, index) => lineIndent(texts, index)),
  };
  cache.set(strings, made);
  return made;
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

function lineIndent(texts: readonly string[], hole: number): number {
  const before = texts.slice(0, hole + 1).join("");
  return /^ */.exec(before.slice(before.lastIndexOf("\n") + 1))?.[0].length ?? 0;
}

const BRAND: unique symbol = Symbol("fragment");

/** A piece of source text. Made only by this room, so that no stranger's text can pose as code. */
export interface Fragment {
  readonly [BRAND]: true;
  readonly parts: readonly Part[];
  /** Characters on one line; Infinity when it holds a line break that must stay. */
  readonly width: number;
}

export type Part =
  | TextPart
  /** A fragment whose further lines are moved right by `by`. */
  | { readonly kind: "nested"; readonly by: number; readonly fragment: Fragment }
  | { readonly kind: "list"; readonly list: List };

/** Text with its width on one line; Infinity when it holds a line break. */
export interface TextPart {
  readonly kind: "text";
  readonly text: string;
  readonly width: number;
}

export const textPart = (text: string): TextPart => ({
  kind: "text",
  text,
  width: text.includes("\n") ? Number.POSITIVE_INFINITY : text.length,
});

/** Items that stand on one line where they fit, else one per line. */
export interface List {
  readonly open: string;
  readonly close: string;
  readonly items: readonly Fragment[];
  /** Between items on one line, blanks included: `, ` or ` | `. */
  readonly flatSeparator: string;
  /** Blanks inside the brackets on one line: `{ a }`. */
  readonly padding: string;
  readonly brokenPrefix: string;
  readonly brokenSuffix: string;
  /** The last item carries the suffix as well. */
  readonly trailing: boolean;
  /** Text that follows on the same line and must fit too. */
  readonly after: number;
}

/** For this room only: other rooms use `code`, `ident`, `literal` and the lists. */
export function fragmentOf(parts: readonly Part[]): Fragment {
  return { [BRAND]: true, parts, width: widthOf(parts) };
}

export const textFragment = (text: string): Fragment => fragmentOf(text === "" ? [] : [textPart(text)]);

export const empty: Fragment = fragmentOf([]);

/** True for code without a single part. */
export const isEmpty = (fragment: Fragment): boolean => fragment.parts.length === 0;

/** Fragments one after another with a separator that is code by itself: `, `, ` && `. */
export function joined(
  fragments: readonly Fragment[],
  separator: ", " | " && " | " || " | " | " | " & " | "",
): Fragment {
  const parts = fragments.flatMap((fragment, index) =>
    index === 0 || separator === "" ? fragment.parts : [textPart(separator), ...fragment.parts],
  );
  return fragmentOf(parts);
}

function widthOf(parts: readonly Part[]): number {
  let width = 0;
  for (const part of parts) width += partWidth(part);
  return width;
}

function partWidth(part: Part): number {
  if (part.kind === "text") return part.width;
  if (part.kind === "nested") return part.fragment.width;
  return listWidth(part.list);
}

function listWidth(list: List): number {
  const inner = list.items.reduce((sum, item) => sum + item.width, 0);
  const separators = Math.max(0, list.items.length - 1) * list.flatSeparator.length;
  const padding = list.items.length === 0 ? 0 : 2 * list.padding.length;
  return list.open.length + padding + inner + separators + list.close.length;
}

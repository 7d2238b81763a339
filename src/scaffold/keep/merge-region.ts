import { hunksOf, type Hunk } from "./difference.ts";

/** Lines of a region that both sides changed. */
export interface Region {
  readonly yours: readonly string[];
  readonly base: readonly string[];
  readonly next: readonly string[];
}

interface Edit {
  readonly hunk: Hunk;
  readonly lines: readonly string[];
}

/**
 * The region with both changes, where these only touch each other; undefined where they overlap. What both add at one place stays where
 * `isFree` says that its order means nothing.
 */
export function reconcileRegion(
  { yours, base, next }: Region,
  isFree: (added: readonly string[]) => boolean = isOuter,
): readonly string[] | undefined {
  const mine = editsOf(base, yours);
  const fresh = editsOf(base, next);
  if (mine.some((a) => fresh.some((b) => overlap(a, b, isFree)))) return undefined;
  const edits = [...fresh, ...mine].toSorted((a, b) => a.hunk.before[0] - b.hunk.before[0] || endOf(a) - endOf(b));
  const out: string[] = [];
  let at = 0;
  for (const { hunk, lines } of edits) {
    out.push(...base.slice(at, hunk.before[0]), ...lines);
    at = hunk.before[1];
  }
  return [...out, ...base.slice(at)];
}

const endOf = ({ hunk }: Edit): number => hunk.before[1];

const editsOf = (base: readonly string[], text: readonly string[]): readonly Edit[] =>
  hunksOf(base, text).map((hunk) => ({ hunk, lines: text.slice(hunk.after[0], hunk.after[1]) }));

function overlap(a: Edit, b: Edit, isFree: (added: readonly string[]) => boolean): boolean {
  const [aStart, aEnd] = a.hunk.before;
  const [bStart, bEnd] = b.hunk.before;
  if (aStart === aEnd && bStart === bEnd) return aStart === bStart && !(isFree(a.lines) && isFree(b.lines));
  return aStart < bEnd && bStart < aEnd;
}

/** Whole declarations at the left margin: their order means nothing, so two that are added at one place both stay. */
const isOuter = (lines: readonly string[]): boolean => {
  const words = lines.filter((line) => line.trim() !== "");
  return /^[\w/]/.test(words[0] ?? "") && /^(?:[\w/].*;|[}\])]+;?|\/\/.*)$/.test(words.at(-1) ?? "");
};

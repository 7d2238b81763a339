import { tagsIn, type Tag } from "../../constraints/index.ts";
import type { Node } from "../tree.ts";
import type { SourceModule } from "../value.ts";

export interface Documented {
  readonly text: string;
  readonly tags: readonly Tag[];
}

const NOTHING: Documented = { text: "", tags: [] };

/** The words and tags of the comment right before a declaration or a member. */
export function documented({ comments, text }: SourceModule, { start }: Node): Documented {
  const found = lastBefore(comments, start);
  if (found === undefined || !found.value.startsWith("*")) return NOTHING;
  return /^\s*(?:export\s+)?$/.test(text.slice(found.end, start)) ? tagsIn(found.value) : NOTHING;
}

function lastBefore(comments: SourceModule["comments"], start: number) {
  let [low, high] = [0, comments.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((comments[middle]?.end ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  return comments[low - 1];
}

export const tagText = ({ tags }: Documented, name: string): string | undefined =>
  tags.find((tag) => tag.name === name)?.text;

import type { CallSite, FunctionValue, SourceModule } from "../value.ts";

/** The comment right before a call's statement, without its stars. */
export function noteBefore({ node, scope }: CallSite): string | undefined {
  return commentBefore(scope.module, node.start);
}

/** The comment of a function: before it, before `const name =`, before `export`. */
export const noteOfFunction = ({ node, scope }: FunctionValue): string | undefined =>
  commentBefore(scope.module, node.start);

// Between a comment and what it speaks of: export, const, a name, async, decorators' and methods' words.
const BETWEEN = /^[\s\w$:.=@'"`<>[\]|&,?!(){}*]{0,200}$/;

function commentBefore({ comments, text }: SourceModule, start: number): string | undefined {
  const found = lastBefore(comments, start);
  if (found === undefined || !found.value.startsWith("*")) return undefined;
  const between = text.slice(found.end, start);
  if (between.split("\n").length > 4 || !BETWEEN.test(between) || /[;}]\s*\n/.test(between)) return undefined;
  return plain(found.value);
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

/** The text of a block comment without the stars of its lines. */
export const plain = (comment: string): string =>
  comment
    .split("\n")
    .map((line) => line.replace(/^\s*\*? ?/, "").trimEnd())
    .join("\n")
    .trim();

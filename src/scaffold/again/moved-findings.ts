import type { Finding } from "../../kit/index.ts";
import type { Edit } from "./edit.ts";

interface Texts {
  readonly old: string;
  readonly next: string;
}

/** Findings at the lines where they stand in the new text; undefined where one of them stands in what changed. */
export function movedFindings(
  findings: readonly Finding[],
  { old, next }: Texts,
  { start, oldEnd, nextEnd }: Edit,
): readonly Finding[] | undefined {
  const before = breaksIn(old, 0, start) + 1;
  const breaks = breaksIn(old, start, oldEnd);
  const by = breaksIn(next, start, nextEnd) - breaks;
  const moved = findings.map((finding) => {
    const { line } = finding.subject;
    if (line === undefined || line < before) return finding;
    return line > before + breaks ? { ...finding, subject: { ...finding.subject, line: line + by } } : undefined;
  });
  return moved.every((finding) => finding !== undefined) ? moved : undefined;
}

function breaksIn(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf("\n", from); at >= 0 && at < to; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}

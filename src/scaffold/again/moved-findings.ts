import type { Finding } from "../../kit/index.ts";

/** Findings at the lines where they stand in the new text; undefined where one of them stands in what changed. */
export function movedFindings(findings: readonly Finding[], old: string, next: string): readonly Finding[] | undefined {
  const { before, after } = changedLines(old, next);
  const by = lineCount(next) - lineCount(old);
  const moved = findings.map((finding) => {
    const { line } = finding.subject;
    if (line === undefined || line < before) return finding;
    return line > after ? { ...finding, subject: { ...finding.subject, line: line + by } } : undefined;
  });
  return moved.every((finding) => finding !== undefined) ? moved : undefined;
}

/** Number of the first and of the last line of the old text that is not as it was. */
function changedLines(old: string, next: string): { readonly before: number; readonly after: number } {
  const most = Math.min(old.length, next.length);
  let start = 0;
  while (start < most && old.slice(start, start + STEP) === next.slice(start, start + STEP)) start += STEP;
  while (start < most && old.charCodeAt(start) === next.charCodeAt(start)) start += 1;
  start = Math.min(start, most);
  let end = 0;
  while (end < most - start - STEP && tail(old, end) === tail(next, end)) end += STEP;
  while (end < most - start && old.charCodeAt(old.length - 1 - end) === next.charCodeAt(next.length - 1 - end))
    end += 1;
  return { before: lineCount(old.slice(0, start)), after: lineCount(old.slice(0, old.length - end)) };
}

/** Long texts are compared in pieces of this length first. */
const STEP = 65_536;

const tail = (text: string, end: number): string => text.slice(text.length - end - STEP, text.length - end);

function lineCount(text: string): number {
  let count = 1;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}

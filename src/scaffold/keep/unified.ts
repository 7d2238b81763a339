import { hunksOf, type Hunk } from "./difference.ts";
import { plain } from "./text.ts";

/** A file as it is and as it would be; undefined where there is none. */
export interface Change {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

const CONTEXT = 3;

/**
 * A change as `diff -u` prints it and `patch -p1` reads it; an empty text where nothing changes. Line ends do not count.
 *
 * @example
 * unifiedDiff({ path: "a.ts", before: "1\n", after: "2\n" }); // "--- a/a.ts\n+++ b/a.ts\n@@ -1 +1 @@\n-1\n+2\n"
 */
export function unifiedDiff({ path, before, after }: Change): string {
  const old = linesOf(before);
  const fresh = linesOf(after);
  const groups = grouped(hunksOf(old, fresh));
  if (groups.length === 0) return "";
  const head = [
    `--- ${before === undefined ? "/dev/null" : `a/${path}`}`,
    `+++ ${after === undefined ? "/dev/null" : `b/${path}`}`,
  ];
  return `${[...head, ...groups.flatMap((group) => hunkLines(group, old, fresh))].join("\n")}\n`;
}

/** The last line carries a note where no line end follows it. */
function linesOf(text: string | undefined): readonly string[] {
  if (text === undefined || text === "") return [];
  const lines = plain(text).split("\n");
  const last = lines.pop() ?? "";
  return last === "" ? lines : [...lines, `${last}\n\\ No newline at end of file`];
}

/** Hunks whose context would touch stand together. */
function grouped(hunks: readonly Hunk[]): readonly (readonly Hunk[])[] {
  const groups: Hunk[][] = [];
  for (const hunk of hunks) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (group !== undefined && last !== undefined && hunk.before[0] - last.before[1] <= 2 * CONTEXT) group.push(hunk);
    else groups.push([hunk]);
  }
  return groups;
}

function hunkLines(group: readonly Hunk[], old: readonly string[], fresh: readonly string[]): readonly string[] {
  const first = group[0];
  const last = group.at(-1);
  if (first === undefined || last === undefined) return [];
  const lead = Math.min(CONTEXT, first.before[0]);
  const trail = Math.min(CONTEXT, old.length - last.before[1]);
  const body: string[] = [];
  let at = first.before[0] - lead;
  for (const { before, after } of group) {
    body.push(...marked(" ", old.slice(at, before[0])));
    body.push(...marked("-", old.slice(before[0], before[1])), ...marked("+", fresh.slice(after[0], after[1])));
    at = before[1];
  }
  body.push(...marked(" ", old.slice(at, at + trail)));
  const from = range(first.before[0] - lead, last.before[1] + trail);
  const to = range(first.after[0] - lead, last.after[1] + trail);
  return [`@@ -${from} +${to} @@`, ...body];
}

const marked = (mark: string, lines: readonly string[]): readonly string[] => lines.map((line) => `${mark}${line}`);

/** An empty range is named by the line before it. */
function range(start: number, end: number): string {
  const count = end - start;
  if (count === 1) return String(start + 1);
  return `${count === 0 ? start : start + 1},${count}`;
}

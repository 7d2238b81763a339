import type { Finding } from "../../kit/index.ts";
import type { GeneratedFile } from "../file.ts";
import type { Parts } from "./parts.ts";

/** A file's new text, or lines of it that are others now. */
export type Change =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "lines"; readonly old: string; readonly next: string };

/**
 * What changed outside the files of some groups: comments at most, else undefined. What operations share is made from what each of them
 * adds to it, so that what is the same for them alone is the same in the company of others.
 */
export function sameBut(groups: ReadonlySet<string>, was: Parts, is: Parts): ReadonlyMap<string, Change> | undefined {
  if (facts(was) !== facts(is) || was.files.length !== is.files.length) return undefined;
  const changes = new Map<string, Change>();
  for (const [at, file] of is.files.entries()) {
    const old = was.files[at];
    if (old?.path !== file.path) return undefined;
    if (old.text === file.text || isOf(groups, file)) continue;
    const change = commentChange(old.text, file.text);
    if (change === undefined) return undefined;
    changes.set(file.path, change);
  }
  return changes;
}

const isOf = (groups: ReadonlySet<string>, { group }: GeneratedFile): boolean =>
  group !== undefined && groups.has(group);

const facts = ({ operations, findings, rules }: Parts): string =>
  JSON.stringify([operations, rules, findings.map(withoutPlace)]);

function withoutPlace({ subject, ...rest }: Finding) {
  const { line: _line, column: _column, ...named } = subject;
  return { ...rest, subject: named };
}

const COMMENT = /^\s*(?:\/\*\*.*|\*.*)$/;

/** One run of comment lines that changed, down to the line of code that it stands above. */
function commentChange(old: string, next: string): Change | undefined {
  const [before, after] = [old.split("\n"), next.split("\n")];
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  const changed = [...before.slice(start, before.length - end), ...after.slice(start, after.length - end)];
  if (!changed.every((line) => COMMENT.test(line))) return undefined;
  while (end > 0 && COMMENT.test(before[before.length - end] ?? "")) end -= 1;
  const [was, is] = [before, after].map((lines) => `${lines.slice(start, lines.length - end + 1).join("\n")}\n`);
  return end === 0 || was === undefined || is === undefined ? undefined : { kind: "lines", old: was, next: is };
}

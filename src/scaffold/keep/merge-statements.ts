import { diff3Merge } from "node-diff3";
import { meaningOf, sourceOf, wordsOf, type Source } from "./handlers/index.ts";
import { mergeText, type Conflict, type Merge, type Versions } from "./merge.ts";
import { reconcileRegion } from "./merge-region.ts";
import { formed, formOf, plain } from "./text.ts";

/** Texts of top-level statements by what they say, with what stands above each, in order. */
interface Units {
  readonly keys: readonly string[];
  readonly texts: ReadonlyMap<string, string>;
}

/**
 * The edits of `yours` applied to `next`, statement by statement: how a statement is laid out does not count, so a file that somebody
 * formatted merges as if it were not. A statement that both sides changed is merged by its lines. Undefined where a text does not parse.
 */
export function mergeStatements({ base, yours, next }: Versions): Merge | undefined {
  const [mine, old, fresh] = [unitsOf(yours), unitsOf(base), unitsOf(next)];
  if (mine === undefined || old === undefined || fresh === undefined) return undefined;
  const text = (key: string): string => mine.texts.get(key) ?? fresh.texts.get(key) ?? "";
  const out: string[] = [];
  const conflicts: Conflict[] = [];
  for (const { ok, conflict } of diff3Merge([...mine.keys], [...old.keys], [...fresh.keys], OPTIONS)) {
    out.push(...(ok ?? []).map(text));
    if (conflict === undefined) continue;
    const kept = reconcileRegion({ yours: conflict.a, base: conflict.o, next: conflict.b }, () => true);
    const line = lineOf(mine, conflict.aIndex);
    const sides = {
      base: conflict.o.map((key) => old.texts.get(key) ?? ""),
      yours: conflict.a.map(text),
      next: conflict.b.map(text),
    };
    const merge = kept === undefined ? within(sides, line) : undefined;
    if (merge?.kind === "conflict") conflicts.push(...merge.conflicts);
    else out.push(...(merge === undefined ? (kept ?? []).map(text) : [merge.text]));
  }
  if (conflicts.length > 0) return { kind: "conflict", conflicts };
  return { kind: "merged", text: formed(joined(out), formOf(yours)) };
}

const OPTIONS = { excludeFalseConflicts: true };

interface Sides {
  readonly base: readonly string[];
  readonly yours: readonly string[];
  readonly next: readonly string[];
}

/** The same statements, changed by both sides. */
function within({ base, yours, next }: Sides, line: number): Merge {
  const merge = mergeText({ base: base.join(""), yours: yours.join(""), next: next.join("") });
  if (merge.kind === "merged") return merge;
  const conflicts = merge.conflicts.map((one) => ({ line: one.line + line, yours: one.yours, next: one.next }));
  return { kind: "conflict", conflicts };
}

function unitsOf(given: string): Units | undefined {
  const text = plain(given);
  const source = sourceOf("managed.ts", text);
  if (source === undefined) return undefined;
  const keys: string[] = [];
  const texts = new Map<string, string>();
  let at = 0;
  for (const statement of [...source.program.body, undefined]) {
    const end = statement?.end ?? text.length;
    const key = `${statement === undefined ? "" : meaningOf(statement)}\n${remarks(source, at, end)}`;
    keys.push(key);
    if (!texts.has(key)) texts.set(key, text.slice(at, end));
    at = end;
  }
  return { keys, texts };
}

const remarks = ({ comments }: Source, start: number, end: number): string =>
  comments
    .filter((comment) => comment.start >= start && comment.end <= end)
    .map(wordsOf)
    .join("\n");

/** Lines above a unit, less one. */
const lineOf = ({ keys, texts }: Units, index: number): number =>
  keys.slice(0, index).reduce((sum, key) => sum + (texts.get(key) ?? "").split("\n").length - 1, 0);

/** Each unit on a line of its own. */
function joined(units: readonly string[]): string {
  let text = "";
  for (const unit of units)
    text += text === "" ? unit.replace(/^\n+/, "") : /^\s*(?:\n|$)/.test(unit) ? unit : `\n${unit}`;
  return text;
}

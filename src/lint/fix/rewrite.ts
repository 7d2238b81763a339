import type { Found } from "../lint.ts";
import type { Script } from "../script.ts";
import { itemsOf, type Item } from "./items.ts";
import type { Fix } from "./fix.ts";

/** A file's text after its fixes. */
export interface Rewritten {
  /** In the order in which they are run; a single one where no transaction of the runner has to end in between. */
  readonly parts: readonly string[];
  readonly fixed: readonly Found[];
  /** Statements that the fixes have made harmless: not to be mended again, though a file of theirs alone does not show it. */
  readonly settled: readonly string[];
}

/**
 * Puts safe forms in the place of statements; all other text, comments too, stays as it is. Where the runner opens a transaction
 * around a file, what must be run apart goes into files of its own; where the file opens it, the file ends it and opens another.
 * One fix per statement and call: read the result again and call again until nothing is fixed.
 */
export function rewrite(text: string, script: Script, found: readonly Found[]): Rewritten {
  const chosen = chooseFixes(found);
  const fixes = new Map<number, Fix>();
  for (const [index, { fix }] of chosen) if (fix !== undefined) fixes.set(index, fix);
  const { items, tail } = itemsOf(text, script, fixes);
  const groups = grouped(withoutEmpty(items.flatMap(inEnvelope)));
  const texts = groups.map((group) => group.map(({ lead, sql, close }) => lead + sql + close).join(""));
  const steps = [...fixes.values()].flatMap((fix) => (fix.kind === "steps" ? fix.steps : []));
  const settled = steps.filter(({ isSettled }) => isSettled === true).map(({ sql }) => sql);
  return { parts: finished(texts, tail), fixed: [...chosen.values()], settled };
}

const RANK = { error: 0, warning: 1, info: 2 } as const;

/** The fix of the gravest finding of each statement. */
function chooseFixes(found: readonly Found[]): ReadonlyMap<number, Found> {
  const chosen = new Map<number, Found>();
  for (const one of found.toSorted((a, b) => RANK[a.finding.severity] - RANK[b.finding.severity]))
    if (one.fix !== undefined && !chosen.has(one.statement.index)) chosen.set(one.statement.index, one);
  return chosen;
}

/** Ends the file's own transaction before what must not be in it, and opens another behind it. */
function inEnvelope(item: Item): readonly Item[] {
  if (item.openedBy !== "file" || item.control !== undefined || item.run === "together") return [item];
  const commit: Item = { ...item, sql: "COMMIT", close: ";", lead: "\n", control: "end" };
  const begin: Item = { ...commit, sql: "BEGIN", control: "begin" };
  return item.run === "apart" ? [commit, begin, item] : [commit, item, begin];
}

/** Takes out a BEGIN whose COMMIT follows at once. */
function withoutEmpty(items: readonly Item[]): readonly Item[] {
  const kept: Item[] = [];
  for (const item of items) {
    const before = kept.at(-1);
    const isEmpty = before?.control === "begin" && item.control === "end" && item.lead.trim() === "";
    if (!isEmpty) kept.push(item);
    else {
      kept.pop();
      kept.push({ ...before, sql: "", close: "", control: undefined, run: "together" });
    }
  }
  return kept;
}

/** Files: a new one where the runner's transaction must not hold both. */
function grouped(items: readonly Item[]): readonly (readonly Item[])[] {
  const groups: Item[][] = [];
  for (const item of items) {
    const group = groups.at(-1);
    const before = group?.at(-1);
    const isCut = item.openedBy === "runner" && (item.run !== "together" || before?.run === "outside");
    if (group === undefined || before === undefined || isCut) groups.push([item]);
    else group.push(item);
  }
  return groups;
}

function finished(texts: readonly string[], tail: string): readonly string[] {
  const whole = texts.length === 0 ? [tail] : [...texts.slice(0, -1), `${texts.at(-1) ?? ""}${tail}`];
  if (whole.length === 1) return whole.map((text) => text.replace(/^[\r\n]+/, ""));
  return whole.map((text) => `${text.trim()}\n`);
}

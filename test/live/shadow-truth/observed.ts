// What a statement did, in a form that is compared and kept: the truth of real rows, and what the shadow says.
import type { MeasuredStatement } from "../../../src/diff/shadow/index.ts";

export interface Effect {
  /** SQLSTATE of a statement that the server refuses; it did nothing then. */
  readonly error?: string;
  /** Not all of its locks could be seen: the others are not compared. */
  readonly isPartial?: boolean;
  /** `public.accounts` by the mode of its strongest lock. */
  readonly locks: Readonly<Record<string, string>>;
  readonly rewritten: readonly string[];
  readonly scanned: readonly string[];
}

const nameOf = ({ schema, name }: { readonly schema: string; readonly name: string }): string => `${schema}.${name}`;

/** By statement. */
export type Truth = Readonly<Record<string, Effect>>;

export function effectOf({ error, locks, rewritten, scanned, unseen }: MeasuredStatement): Effect {
  if (error !== null) return { error: error.sqlState, locks: {}, rewritten: [], scanned: [] };
  // Locks on indexes of a statement that ends its own transactions are too short to be held against it.
  const isBrief = unseen.includes("brief-locks");
  const kept = locks.filter(({ relationKind }) => !(isBrief && relationKind === "index"));
  return {
    locks: Object.fromEntries(kept.map(({ relation, mode }) => [nameOf(relation), mode])),
    rewritten: rewritten.map(nameOf),
    scanned: scanned.map(nameOf),
  };
}

/** One line, with everything in order. */
export function effectText({ error, locks, rewritten, scanned }: Effect): string {
  if (error !== undefined) return `error ${error}`;
  const held = Object.entries(locks)
    .map(([name, mode]) => `${name} ${mode}`)
    .sort();
  return [
    `locks ${held.join(", ")}`,
    `rewrites ${[...rewritten].sort().join(", ")}`,
    `scans ${[...scanned].sort().join(", ")}`,
  ].join("; ");
}

/** What the shadow says, less the locks that the truth could not see. */
export function comparable(found: Effect, truth: Effect): Effect {
  if (truth.isPartial !== true) return found;
  return { ...found, locks: Object.fromEntries(Object.entries(found.locks).filter(([name]) => name in truth.locks)) };
}

import { relationKey, type RelationName } from "../catalog/index.ts";
import { isAtLeast, type Effect } from "./effects/effect.ts";
import { effectsAt, type Script } from "./script.ts";
import type { LintStatement } from "./statement.ts";

/** A lock that an earlier statement of the same transaction took and that is still held. */
export interface Held {
  readonly effect: Effect;
  readonly statement: LintStatement;
}

/** The locks of a transaction on relations that it did not make itself. */
interface Taken {
  /** Each that is stronger than those before it on its relation, in the order in which they are taken. */
  readonly list: Held[];
  readonly byRelation: Map<string, Held[]>;
}

/** The strongest lock that the transaction holds on a relation before a statement. */
export const heldOn = (script: Script, statement: LintStatement, relation: RelationName): Held | undefined =>
  takenBy(script, statement)
    ?.byRelation.get(relationKey(relation))
    ?.findLast((held) => held.statement.index < statement.index);

/** What the transaction took and holds before a statement, first that which it took first; a lock may be followed by a stronger one. */
export function* heldBefore(script: Script, statement: LintStatement): Generator<Held> {
  for (const held of takenBy(script, statement)?.list ?? []) {
    if (held.statement.index >= statement.index) return;
    yield held;
  }
}

/** Worked out once per script: rules ask for every statement. */
const known = new WeakMap<Script, ReadonlyMap<number, Taken>>();

function takenBy(script: Script, { transaction }: LintStatement): Taken | undefined {
  const all = known.get(script) ?? takenIn(script);
  known.set(script, all);
  return transaction === undefined ? undefined : all.get(transaction.number);
}

function takenIn(script: Script): ReadonlyMap<number, Taken> {
  const taken = new Map<number, Taken>();
  for (const statement of script.statements) {
    const number = statement.transaction?.number;
    if (number === undefined) continue;
    const own = taken.get(number) ?? { list: [], byRelation: new Map() };
    taken.set(number, own);
    for (const effect of effectsAt(script, statement))
      if (!script.knowledge.isNew(effect.relation, statement)) take(own, { effect, statement });
  }
  return taken;
}

function take({ list, byRelation }: Taken, held: Held): void {
  const key = relationKey(held.effect.relation);
  const before = byRelation.get(key) ?? [];
  const strongest = before.at(-1);
  if (strongest !== undefined && isAtLeast(strongest.effect.mode, held.effect.mode)) return;
  byRelation.set(key, [...before, held]);
  list.push(held);
}

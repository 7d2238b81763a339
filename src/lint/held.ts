import { relationKey } from "../catalog/index.ts";
import { isAtLeast, type Effect } from "./effects/effect.ts";
import { effectsAt, type Script } from "./script.ts";
import type { LintStatement } from "./statement.ts";

/** A lock that an earlier statement of the same transaction took and that is still held. */
export interface Held {
  readonly effect: Effect;
  readonly statement: LintStatement;
}

/** The strongest lock per relation that the transaction holds before a statement, on relations that it did not make itself. */
export function heldBefore(script: Script, statement: LintStatement): readonly Held[] {
  if (statement.transaction === undefined) return [];
  const strongest = new Map<string, Held>();
  for (const held of takenIn(script).get(statement.transaction.number) ?? []) {
    if (held.statement.index >= statement.index) break;
    strongest.set(relationKey(held.effect.relation), held);
  }
  return [...strongest.values()];
}

type Taken = ReadonlyMap<number, readonly Held[]>;

/** Worked out once per script: rules ask for every statement. */
const known = new WeakMap<Script, Taken>();

/** By transaction, each lock that is stronger than those before it on its relation, in the order in which they are taken. */
function takenIn(script: Script): Taken {
  const before = known.get(script);
  if (before !== undefined) return before;
  const taken = new Map<number, Held[]>();
  const strongest = new Map<string, Effect>();
  for (const statement of script.statements) {
    const number = statement.transaction?.number;
    if (number === undefined) continue;
    const list = taken.get(number) ?? [];
    taken.set(number, list);
    for (const effect of effectsAt(script, statement)) {
      const key = `${number} ${relationKey(effect.relation)}`;
      const held = strongest.get(key);
      if (held !== undefined && isAtLeast(held.mode, effect.mode)) continue;
      if (script.knowledge.isNew(effect.relation, statement)) continue;
      strongest.set(key, effect);
      list.push({ effect, statement });
    }
  }
  known.set(script, taken);
  return taken;
}

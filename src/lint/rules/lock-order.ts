import { relationKey, type RelationName } from "../../catalog/index.ts";
import { isAtLeast } from "../effects/effect.ts";
import { heldBefore } from "../held.ts";
import type { Rule } from "../rule.ts";
import { effectsAt, type Script } from "../script.ts";
import type { LintStatement } from "../statement.ts";
import { spelled } from "../tree/names.ts";

/** Of a transaction over more tables the first ones are enough: every pair costs memory. */
const MOST_HELD = 100;

/** Two transactions of a file that lock the same tables in opposite orders: run at the same time, one of them dies. */
export const lockOrder: Rule = {
  code: "lock-order",
  severity: "warning",
  concern: "failure",
  check: (statement, script) => {
    const own = statement.transaction?.number;
    if (own === undefined || own === firstTransaction(script)) return [];
    const orders = ordersOf(script);
    const clash = pairsOf(script, statement).find(
      ({ first, second }) => (orders.get(`${relationKey(second)}>${relationKey(first)}`) ?? own) < own,
    );
    if (clash === undefined) return [];
    return [{ subject: { kind: "table", name: spelled(clash.second) }, evidence: { after: spelled(clash.first) } }];
  },
};

const firstTransaction = ({ statements }: Script): number | undefined =>
  statements.find(({ transaction }) => transaction !== undefined)?.transaction?.number;

interface Pair {
  readonly first: RelationName;
  readonly second: RelationName;
}

/** What a statement locks, after each that its transaction holds. */
function pairsOf(script: Script, statement: LintStatement): readonly Pair[] {
  const own = effectsAt(script, statement).filter(
    ({ mode, relation }) => isAtLeast(mode, "share-update-exclusive") && !script.knowledge.isNew(relation, statement),
  );
  if (own.length === 0) return [];
  const held = firstHeld(script, statement);
  return own.flatMap(({ relation }) => held.map((first) => ({ first, second: relation })));
}

function firstHeld(script: Script, statement: LintStatement): readonly RelationName[] {
  const found = new Map<string, RelationName>();
  for (const { effect } of heldBefore(script, statement)) {
    if (isAtLeast(effect.mode, "share-update-exclusive")) found.set(relationKey(effect.relation), effect.relation);
    if (found.size === MOST_HELD) break;
  }
  return [...found.values()];
}

type Orders = ReadonlyMap<string, number>;

/** Worked out once per script. */
const known = new WeakMap<Script, Orders>();

/** By pair, the first transaction that locks them in this order. */
function ordersOf(script: Script): Orders {
  const before = known.get(script);
  if (before !== undefined) return before;
  const orders = new Map<string, number>();
  for (const statement of script.statements)
    for (const { first, second } of pairsOf(script, statement)) {
      const key = `${relationKey(first)}>${relationKey(second)}`;
      if (!orders.has(key)) orders.set(key, statement.transaction?.number ?? 0);
    }
  known.set(script, orders);
  return orders;
}

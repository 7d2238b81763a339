import type { ObjectId } from "../../catalog/schema/index.ts";
import type { Chain, Chains, Comparison } from "./chain.ts";
import type { Order } from "./graph.ts";

interface Leaver {
  readonly id: ObjectId;
  readonly chain: Chain;
  /** To the same table, at another place. */
  readonly isBack: boolean;
}

/**
 * What leaves a table, a partition or an heir, is out of it before anything comes or goes there that would come to it, or go from it, as
 * well. A partition that will be back gets the columns' changes while it is still there, and new checks when it is there again.
 */
export function orderLeavers(chains: Chains, comparison: Comparison, order: Order): void {
  const leavers = leaversIn(chains, comparison);
  if (leavers.size === 0) return;
  const { dropOf, createOf, alterOf } = chains;
  for (const chain of new Set([...createOf.values(), ...alterOf.values(), ...dropOf.values()])) {
    const { object } = chain.fact;
    for (const leaver of [...(leavers.get(object.id) ?? []), ...(leavers.get(object.parent ?? "") ?? [])])
      if (leaver.isBack && isSharedWhileThere(chain)) order(chain, leaver.chain, true);
      else if (leaver.isBack && isCheck(chain)) order(createOf.get(leaver.id), chain, true);
      else if (chain.verb !== "drop" || isCheck(chain) || chain.fact.kind === "column")
        order(leaver.chain, chain, true);
  }
}

function leaversIn(
  { dropOf, alterOf }: Chains,
  { current, desired, changes }: Comparison,
): ReadonlyMap<ObjectId, Leaver[]> {
  const leavers = new Map<ObjectId, Leaver[]>();
  for (const [id, chain] of [...dropOf, ...alterOf]) {
    const kind = current.byId.get(id)?.kind;
    if (kind !== "partition" && kind !== "inherits") continue;
    for (const whole of current.needs.get(id) ?? []) {
      const part = current.byId.get(id)?.object.id ?? "";
      const isThere = !changes.dropped.has(whole) && !changes.dropped.has(part);
      const isBack = isThere && desired.needs.get(id)?.has(whole) === true;
      if (!isBack || kind === "partition") leavers.set(whole, [...(leavers.get(whole) ?? []), { id, chain, isBack }]);
    }
  }
  return leavers;
}

const isCheck = ({ fact: { kind, object } }: Chain): boolean =>
  kind === "constraint" && object.kind === "constraint" && object.constraintKind === "check";

/** Its parts get it as well, but only as long as they are parts. */
const isSharedWhileThere = (chain: Chain): boolean =>
  chain.fact.kind === "column" || (chain.fact.kind === "constraint" && chain.verb === "drop");

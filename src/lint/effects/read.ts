import { everyNode, textOf } from "../tree/node.ts";
import { relationOf } from "../tree/names.ts";
import { lock, type Effect } from "./effect.ts";

/** The relations that a query reads: everybody may go on. */
export function readEffects(query: unknown): readonly Effect[] {
  const common = new Set(everyNode(query, "CommonTableExpr").map((each) => textOf(each, "ctename")));
  return everyNode(query, "RangeVar")
    .map(relationOf)
    .filter(({ name, qualified }) => qualified || !common.has(name))
    .map((relation) => lock(relation, "access-share"));
}

import type { SchemaObject } from "../../catalog/schema/index.ts";
import type { Action } from "./action.ts";
import type { Kind } from "./kind.ts";

/** Marks a statement that cannot be written: a plan with one is refused, and names it. */
export const UNPLANNED = "-- cannot be planned: ";

/** Stands in for a kind that the planner has no words for yet. */
export function unplanned(object: SchemaObject): Kind {
  const refuse = (verb: string): readonly Action[] => [{ sql: `${UNPLANNED}${verb} ${object.kind} ${object.name}` }];
  return {
    kind: object.kind,
    create: () => refuse("create"),
    drop: () => refuse("drop"),
    alter: () => ({ actions: refuse("alter") }),
    phrase: () => null,
  };
}

import type { SchemaObject } from "../../catalog/schema/index.ts";
import { canonicalText } from "./canonical.ts";
import type { Fact } from "./fact.ts";

/** Whether two facts of one id say the same: most are one and the same, of the others as much is written out as is compared. */
export const isSameFact = (one: Fact, other: Fact): boolean => one === other || contentOf(one) === contentOf(other);

/** Names that a fact takes while it is there. */
export const claimsOf = ({ maker, object }: Fact): readonly string[] => maker.claims?.(object) ?? [];

/** What is compared, as JSON. */
function contentOf({ id, object, maker }: Fact): string {
  if (id !== object.id) return JSON.stringify(maker.payload?.(object));
  return canonicalText(JSON.stringify(maker.compared === undefined ? ownPart(object) : maker.compared(object)));
}

function ownPart(object: SchemaObject): unknown {
  const {
    comment: _comment,
    owner: _owner,
    privileges: _privileges,
    securityLabels: _labels,
    dependsOnExtensions: _ties,
    ...own
  } = object;
  return own;
}

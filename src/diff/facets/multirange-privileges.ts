import type { RangeObject, SchemaObject } from "../../catalog/schema/index.ts";
import { type Grant, grantsAtBirth, grantsOf } from "./acl.ts";
import { type Facet, facetId } from "./facet.ts";
import { changes } from "./privileges.ts";

const NEWEST = 999_999;
/** From 17 on the server refuses to grant it apart from its range type. */
const FOLLOWS_SINCE = 170_000;

const hasMultirange = (object: SchemaObject): object is RangeObject =>
  object.kind === "range" && object.multirange !== null;

/** The multirange type that a range type brings, with its own list. */
const multirangeOf = (object: RangeObject): RangeObject => ({
  ...object,
  name: object.multirange ?? object.name,
  privileges: object.multirangePrivileges,
});

const listOf = (object: SchemaObject): readonly Grant[] =>
  hasMultirange(object) ? (grantsOf(multirangeOf(object), NEWEST) ?? []) : [];

/** Who may use the multirange type of a range type, before 17: it gets the default privileges, and nothing of its range's list. */
export const multirangePrivileges: Facet = {
  name: "multirange-privileges",
  payload: (object) => (hasMultirange(object) ? listOf(object) : undefined),
  needs: (object) => [facetId("owner", object.id)],
  create(object, { role, current }) {
    if (!hasMultirange(object) || current.model.serverVersion >= FOLLOWS_SINCE) return [];
    const multirange = multirangeOf(object);
    return changes(multirange, grantsAtBirth(multirange, role, current), listOf(object));
  },
  drop: () => [],
  alter: (from, to, { current }) => ({
    actions:
      hasMultirange(to) && current.model.serverVersion < FOLLOWS_SINCE
        ? changes(multirangeOf(to), listOf(from), listOf(to))
        : [],
  }),
};

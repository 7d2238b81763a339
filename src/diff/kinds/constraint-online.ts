import type { ConstraintObject, IndexObject } from "../../catalog/schema/index.ts";
import type { Action } from "./action.ts";
import { columnTable } from "./column-name.ts";
import { extrasOfNew } from "./index-extras.ts";
import { concurrently } from "./index-online.ts";
import type { Context } from "./kind.ts";
import { NAMED_SINCE } from "./not-null-name.ts";
import { spell } from "./spell.ts";

/**
 * A constraint on a table that is in use, without a scan or a build under a lock: first for new rows only, then validated in a
 * later transaction; a key from an index that was built concurrently. Undefined where only the plain form does.
 */
export function addOnline(object: ConstraintObject, context: Context): readonly Action[] | undefined {
  const table = context.desired.object(object.parent ?? "");
  const isInUse = context.online && !context.isCreated(object.parent ?? "");
  if (!isInUse || table?.kind !== "table" || table.tableKind === "foreign") return undefined;
  const isPartitioned = table.tableKind === "partitioned";
  if (object.constraintKind === "check") return addThenValidate(object);
  if (object.constraintKind === "foreign-key") return isPartitioned ? undefined : addThenValidate(object);
  if (object.constraintKind === "exclusion" || isPartitioned || / WITHOUT OVERLAPS/.test(object.definition))
    return undefined;
  if (makesOwn(object, context)) return undefined;
  const index = context.desired.childrenOf(table.id, "index").find((one) => one.constraint === object.id);
  return index === undefined ? undefined : addFromIndex(object, index);
}

/** From 18 on a primary key from an index makes the NOT NULL that an heir has of its parent its own too: for good. */
const makesOwn = ({ constraintKind, parent, columns }: ConstraintObject, { desired }: Context): boolean => {
  const table = desired.object(parent ?? "");
  if (constraintKind !== "primary-key" || table?.kind !== "table" || table.inherits.length === 0) return false;
  if (desired.model.serverVersion < NAMED_SINCE) return false;
  return desired
    .childrenOf(table.id, "column")
    .some(({ name, notNull }) => columns.includes(name) && notNull?.isLocal === false);
};

function addThenValidate(object: ConstraintObject): readonly Action[] | undefined {
  if (!object.validated || !object.enforced) return undefined;
  const table = `ALTER TABLE ${columnTable(object)}`;
  const name = spell(object.name);
  return [
    { sql: `${table} ADD CONSTRAINT ${name} ${object.definition} NOT VALID`, commitsAfter: true },
    {
      sql: `${table} VALIDATE CONSTRAINT ${name}`,
      hazards: [{ code: "data-dependent", what: `rows that break ${object.name}` }],
    },
  ];
}

/** The key's comment, options and the like belong to the index that it takes over. */
function addFromIndex(object: ConstraintObject, index: IndexObject): readonly Action[] {
  const words = object.constraintKind === "primary-key" ? "PRIMARY KEY" : "UNIQUE";
  const deferrable = object.deferrable ? ` DEFERRABLE${object.initiallyDeferred ? " INITIALLY DEFERRED" : ""}` : "";
  return [
    {
      ...concurrently(index.definition),
      creates: [index.id],
      hazards: [{ code: "data-dependent", what: `rows that are the same for ${object.name}` }],
    },
    {
      sql: `ALTER TABLE ${columnTable(object)} ADD CONSTRAINT ${spell(object.name)} ${words} USING INDEX ${spell(index.name)}${deferrable}`,
    },
    ...extrasOfNew(index),
  ];
}

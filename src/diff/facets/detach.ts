import type { TableObject } from "../../catalog/schema/index.ts";
import type { Action } from "../kinds/action.ts";
import type { Context } from "../kinds/kind.ts";
import { spell, spellId, spellName } from "../kinds/spell.ts";
import { facetId } from "./facet.ts";

const CONCURRENTLY_SINCE = 140_000;
const NAME_BYTES = 63;

/** A partition taken out of its table: without a lock that readers and writers of the whole table wait for, where the server can. */
export function detachPartition(object: TableObject, context: Context): readonly Action[] {
  if (object.partitionOf === null) return [];
  const sql = `ALTER TABLE ${spellId(object.partitionOf.table)} DETACH PARTITION ${spellName(object)}`;
  const check = leftBehind(object, object.partitionOf.table, context);
  if (check === undefined) return [{ sql }];
  return [
    {
      sql: `${sql} CONCURRENTLY`,
      transactional: false,
      note: `Interrupted, it is finished by ${sql} FINALIZE`,
    },
    { sql: `ALTER TABLE ${spellName(object)} DROP CONSTRAINT IF EXISTS ${spell(check)}` },
  ];
}

/**
 * The check that DETACH … CONCURRENTLY leaves on the partition in place of its bounds; undefined where it cannot be foretold, or where
 * the server refuses that form: beside a default partition. Source: PostgreSQL manual, ALTER TABLE; DetachAddConstraintIfNeeded of tablecmds.c.
 */
function leftBehind(object: TableObject, whole: string, context: Context): string | undefined {
  const { current, online, isDropped, isCreated } = context;
  const parent = current.object(whole);
  if (!online || current.model.serverVersion < CONCURRENTLY_SINCE) return undefined;
  if (parent?.kind !== "table" || parent.partitionOf !== null || isDropped(whole)) return undefined;
  if (isCreated(object.id) || isCreated(facetId("partition", object.id))) return undefined;
  if (object.tableKind !== "ordinary" || hasDefault(whole, context)) return undefined;
  const name = chosenName(object, parent.partitionKey ?? "");
  return name === undefined || isTaken(name, object, context) ? undefined : name;
}

const hasDefault = (whole: string, { current }: Context): boolean =>
  [...current.model.objects.values()].some(
    (one) => one.kind === "table" && one.partitionOf?.table === whole && one.partitionOf.bound === "DEFAULT",
  );

/** Named after its table and, where it speaks of one only, its column. Undefined where the key is no list of columns. */
function chosenName({ name }: TableObject, key: string): string | undefined {
  const columns = /^\w+ \((?<list>[\w$]+(?:, [\w$]+)*)\)$/.exec(key)?.groups?.["list"]?.split(", ");
  if (columns === undefined) return undefined;
  const chosen = columns.length === 1 ? `${name}_${columns[0]}_check` : `${name}_check`;
  return Buffer.byteLength(chosen) <= NAME_BYTES ? chosen : undefined;
}

/** The server would add a number to a name that any constraint of the schema has. */
const isTaken = (name: string, { schema }: TableObject, { current, desired }: Context): boolean =>
  [current, desired].some(({ model }) =>
    [...model.objects.values()].some(
      (one) =>
        (one.kind === "constraint" || one.kind === "domain-constraint") &&
        one.schema === schema &&
        one.name.startsWith(name),
    ),
  );

/** A partition that goes for good is taken out before. */
export const detachBeforeDrop = (object: TableObject, context: Context): readonly Action[] => {
  const [first] = detachPartition(object, context);
  return first?.transactional === false ? [first] : [];
};

import type { ColumnObject } from "../../catalog/schema/index.ts";
import { facetId } from "../facets/facet.ts";
import type { Action } from "./action.ts";
import { alterColumn } from "./column-alter.ts";
import { columnExtras } from "./column-extras.ts";
import { columnName, columnTable } from "./column-name.ts";
import { columnText } from "./column-text.ts";
import { lastingParents, onlyFor, siblingId } from "./descent.ts";
import type { Context, Kind } from "./kind.ts";
import { spell } from "./spell.ts";

/** Its default is a facet; the expression of a generated column is its own. */
export const column: Kind<ColumnObject> = {
  kind: "column",
  compared: (object) => ({
    type: object.type,
    collation: object.collation,
    notNull: object.notNull === null ? null : { ...object.notNull, isLocal: undefined },
    generated: object.generated === null ? null : [object.generated, object.default],
    identity: object.identity,
    storage: object.storage,
    compression: object.compression,
    statisticsTarget: object.statisticsTarget,
    options: object.options,
    foreignOptions: object.foreignOptions,
  }),
  create: addColumn,
  drop: dropColumn,
  alter: alterColumn,
  phrase: (object) => `COLUMN ${columnName(object)}`,
  ownerPhrase: () => null,
};

function addColumn(object: ColumnObject, context: Context): readonly Action[] {
  if (comesFromParent(object, context)) return [];
  const table = columnTable(object);
  const withDefault = object.default !== null && object.generated === null && isFree(object, context);
  return [
    {
      sql: `ALTER TABLE ${table} ADD COLUMN ${columnText(object, withDefault)}`,
      creates: withDefault ? [facetId("default", object.id)] : [],
      needs: declaredByHeirs(object, context),
    },
    ...columnExtras(undefined, object).map((clause) => ({
      sql: `ALTER TABLE ${table} ALTER COLUMN ${spell(object.name)} ${clause}`,
    })),
  ];
}

/** Heirs that declare it themselves have it first: then the parent's is merged into theirs. */
const declaredByHeirs = (object: ColumnObject, context: Context): readonly string[] =>
  onlyFor(context, object.parent ?? "") === ""
    ? []
    : [...context.desired.model.objects.values()].flatMap((one) =>
        one.kind === "column" &&
        one.isLocal &&
        one.isInherited &&
        one.name === object.name &&
        isHeir(one, object, context)
          ? [one.id]
          : [],
      );

const isHeir = (one: ColumnObject, of: ColumnObject, context: Context): boolean =>
  lastingParents(context, one.parent ?? "").includes(of.parent ?? "");

/** The default does not need the table that is only now getting the column. */
const isFree = (object: ColumnObject, { needsOf, standsOn }: Context): boolean =>
  [...needsOf(facetId("default", object.id))].every((id) => id === object.id || !standsOn(id, object.id));

const comesFromParent = (object: ColumnObject, context: Context): boolean =>
  object.isInherited &&
  !object.isLocal &&
  lastingParents(context, object.parent ?? "").some((parent) => context.isCreated(siblingId(object.id, parent)));

/** ONLY leaves it to those that inherit it, as their own. */
const isKeptByHeirs = (object: ColumnObject, context: Context): boolean =>
  onlyFor(context, object.parent ?? "") !== "" &&
  [...context.desired.model.objects.values()].some(
    (one) => one.kind === "column" && one.name === object.name && isHeir(one, object, context),
  );

function dropColumn(object: ColumnObject, context: Context): readonly Action[] {
  const parents = lastingParents(context, object.parent ?? "");
  if (object.isInherited && parents.some((parent) => context.isDropped(siblingId(object.id, parent)))) return [];
  return [
    {
      sql: `ALTER TABLE ${isKeptByHeirs(object, context) ? "ONLY " : ""}${columnTable(object)} DROP COLUMN ${spell(object.name)}`,
      hazards:
        object.generated === null ? [{ code: "data-loss", what: `the values of column ${columnName(object)}` }] : [],
    },
  ];
}

import type { ColumnObject, ObjectId } from "../../catalog/schema/index.ts";
import { facetId } from "../facets/facet.ts";
import type { Hazard } from "../plan/hazard.ts";
import type { Action } from "./action.ts";
import { gone } from "./breaks-code.ts";
import { alterColumn } from "./column-alter.ts";
import { columnExtras } from "./column-extras.ts";
import { columnName, columnTable, leaving, letGo } from "./column-name.ts";
import { columnText, identityClause } from "./column-text.ts";
import { isInherited, lastingHeirs, lastingParents, onlyFor, siblingId } from "./descent.ts";
import type { Context, Kind } from "./kind.ts";
import { givesUpName, laterNotNull, notNullAlone, validateAlone } from "./not-null.ts";
import { spell } from "./spell.ts";

/** Its default is a facet; the expression of a generated column is its own. */
export const column: Kind<ColumnObject> = {
  kind: "column",
  compared: (object) => ({
    type: object.type,
    collation: object.collation,
    isOnlyInherited: object.isInherited && !object.isLocal,
    notNull: object.notNull,
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
  const extras = columnExtras(undefined, object).map((clause) => ({
    sql: `ALTER TABLE ${onlyFor(context, object.parent ?? "")}${columnTable(object)} ALTER COLUMN ${spell(object.name)} ${clause}`,
  }));
  if (comesFromParent(object, context)) {
    const needs = inheritedFrom(object, context);
    return [...extras, ...validateLater(object, context)].map((action) => withNeeds(action, needs));
  }
  const table = columnTable(object);
  const withDefault = object.default !== null && object.generated === null && isFree(object, context);
  const isNumberedLater = object.identity !== null && !takesIdentity(object, context);
  const isAlone = object.notNull?.noInherit === true && isInherited(context, object.parent ?? "");
  const later = { ...(isNumberedLater ? { identity: null } : {}), ...(isAlone ? { notNull: null } : {}) };
  const text = columnText({ ...object, ...later }, withDefault);
  return [
    {
      sql: `ALTER TABLE ${table} ADD COLUMN ${text}`,
      creates: [...(withDefault ? [facetId("default", object.id)] : []), ...madeAlong(object, context)],
      hazards: mustBeGiven(object),
      needs: [...declaredByHeirs(object, context), ...typedBefore(object, context)],
      after: [
        ...letGo(object),
        ...givesUpName(object, context),
        facetId("partition", object.parent ?? ""),
        ...heirsOf(object, context).filter((id) => context.isDropped(id)),
      ],
    },
    ...extras,
    ...(isAlone ? notNullAlone(object) : laterNotNull(object)),
    ...(isNumberedLater && object.identity !== null
      ? [
          {
            sql: `ALTER TABLE ONLY ${table} ALTER COLUMN ${spell(object.name)} ADD ${identityClause(object.identity, object.type)}`,
          },
        ]
      : []),
  ];
}

/** A typed table has the columns of its type in their order. */
function typedBefore({ parent, position }: ColumnObject, { desired, isCreated }: Context): readonly ObjectId[] {
  const table = desired.object(parent ?? "");
  if (table?.kind !== "table" || table.ofType === null) return [];
  const siblings = desired.childrenOf(table.id, "column");
  return siblings.filter((one) => one.position < position && isCreated(one.id)).map(({ id }) => id);
}

const withNeeds = (action: Action, needs: readonly ObjectId[]): Action => ({ ...action, needs });

const PARTITIONS_TAKE_IT_SINCE = 170_000;

/** ADD COLUMN … IDENTITY is refused where heirs would get it; from 17 on partitions may. */
function takesIdentity(object: ColumnObject, context: Context): boolean {
  const table = context.desired.object(object.parent ?? "");
  const isShared = table?.kind === "table" && table.tableKind === "partitioned";
  const isNewer = context.current.model.serverVersion >= PARTITIONS_TAKE_IT_SINCE;
  return !isInherited(context, object.parent ?? "") || (isShared && isNewer);
}

/** Programs that do not know it yet leave it out of their INSERTs. */
const mustBeGiven = (object: ColumnObject): readonly Hazard[] =>
  object.notNull === null || object.default !== null || object.identity !== null || object.generated !== null
    ? []
    : [
        {
          code: "data-dependent",
          what: `rows in ${columnTable(object)}: they have nothing to put into ${columnName(object)}`,
        },
        {
          code: "breaks-code",
          what: `INSERTs that give no ${columnName(object)}; add it without NOT NULL first, write it in a release, fill it, then set NOT NULL`,
        },
      ];

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

/** The same column of what inherits from its table, and of what its table inherits from. */
const heirsOf = (object: ColumnObject, context: Context): readonly ObjectId[] =>
  lastingHeirs(context, object.parent ?? "").map((heir) => siblingId(object.id, heir));
const inheritedFrom = (object: ColumnObject, context: Context): readonly ObjectId[] =>
  lastingParents(context, object.parent ?? "").map((parent) => siblingId(object.id, parent));

/** Columns of heirs that come with it and need no statement of their own. */
const madeAlong = (object: ColumnObject, context: Context): readonly ObjectId[] =>
  heirsOf(object, context).filter((id) => {
    const heir = context.desired.object(id);
    const isMade = heir?.kind === "column" && context.isCreated(id) && comesFromParent(heir, context);
    return isMade && columnExtras(undefined, heir).length === 0 && validateLater(heir, context).length === 0;
  });

const validateLater = (object: ColumnObject, context: Context): readonly Action[] =>
  validateAlone(
    object,
    inheritedFrom(object, context)
      .map((id) => context.desired.object(id))
      .filter((one): one is ColumnObject => one?.kind === "column"),
  );

const comesFromParent = (object: ColumnObject, context: Context): boolean =>
  object.isInherited && !object.isLocal && inheritedFrom(object, context).some((id) => context.isCreated(id));

/** ONLY leaves it to those that inherit it, as their own; where they have it already, or from others, it stays without. */
const isKeptByHeirs = (object: ColumnObject, context: Context): boolean =>
  onlyFor(context, object.parent ?? "") !== "" &&
  heirsOf(object, context).some((id) => {
    const [before, after] = [context.current.object(id), context.desired.object(id)];
    return before?.kind === "column" && !before.isLocal && after?.kind === "column" && after.isLocal;
  });

const lossOf = (object: ColumnObject): readonly Hazard[] =>
  object.generated === null ? [{ code: "data-loss", what: `the values of column ${columnName(object)}` }] : [];

function dropColumn(object: ColumnObject, context: Context): readonly Action[] {
  const after = object.isInherited ? inheritedFrom(object, context).filter((id) => context.isDropped(id)) : [];
  if (after.length > 0 && !object.isLocal) return [];
  return [
    {
      drops: heirsOf(object, context).filter((id) => context.isDropped(id)),
      after: [...letGo(object), ...(object.isInherited ? [...after, ...leaving(object)] : [])],
      sql: `ALTER TABLE ${isKeptByHeirs(object, context) ? "ONLY " : ""}${columnTable(object)} DROP COLUMN ${spell(object.name)}`,
      hazards: [...lossOf(object), ...gone(object.id, columnName(object), context)],
    },
  ];
}

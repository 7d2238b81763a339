import type { ColumnObject, ConstraintObject, ObjectId, TableObject } from "../../catalog/schema/index.ts";
import { facetId } from "../facets/facet.ts";
import type { Action } from "./action.ts";
import { columnText, typedColumnText } from "./column-text.ts";
import { isInherited } from "./descent.ts";
import { bornExtras, withoutParents } from "./heir-column.ts";
import type { Context } from "./kind.ts";
import { NAMED_SINCE, notNullName } from "./not-null-name.ts";
import { giversOf } from "./not-null-origin.ts";
import { laterNotNull, withNotNullNamed } from "./not-null.ts";
import { literal, spell, spellId, spellName, spellOptionName } from "./spell.ts";

/**
 * A table with its columns, their defaults where these do not need the table themselves, and its parents by INHERITS. A
 * partition is made as a table of its own and attached later: so its columns keep their order and their defaults.
 */
export function createTable(object: TableObject, context: Context): readonly Action[] {
  const columns = context.desired
    .childrenOf(object.id, "column")
    .filter((column) => isDeclared(object, column))
    .toSorted((a, b) => a.position - b.position);
  const own = columns.map((column) => withoutParents(column, object, context));
  const inline = columns.filter((column) => isInlineDefault(column, object, context));
  const checks = context.desired.childrenOf(object.id, "constraint").filter((one) => isInlineCheck(object, one));
  const isHeir = object.inherits.length > 0;
  const hasRivals = isHeir || context.current.object(object.id) !== undefined || isInherited(context, object.id);
  const isNamed = context.current.model.serverVersion >= NAMED_SINCE && hasRivals;
  const parts = [
    ...own.flatMap((column) => {
      const withDefault = inline.some(({ id }) => id === column.id);
      const said = isNamed ? withNotNullNamed(column) : column;
      return object.ofType === null ? [columnText(said, withDefault)] : typedColumnText(said, withDefault);
    }),
    ...(isNamed && isHeir ? ownNotNulls(object, columns, context) : []),
    ...checks.filter(({ validated }) => validated).map(checkText),
  ];
  return [
    {
      sql: createText(object, parts),
      creates: createdWith(object, context, { inline, checks }),
      needs: object.inherits.flatMap((parent) => context.desired.childrenOf(parent, "column")).map(({ id }) => id),
    },
    ...context.desired.childrenOf(object.id, "column").flatMap((column) => bornExtras(column, object, context)),
    ...own.flatMap(laterNotNull),
    ...withoutDefaults(object, context),
    ...checks.filter(({ validated }) => !validated).map((check) => addCheck(object, check)),
  ];
}

/** NOT NULL of its own on columns that only its parents declare. */
const ownNotNulls = (object: TableObject, declared: readonly ColumnObject[], { desired }: Context): readonly string[] =>
  desired
    .childrenOf(object.id, "column")
    .filter(({ id, notNull }) => notNull?.isLocal === true && !declared.some((one) => one.id === id))
    .filter((column) => column.notNull?.validated === true && giversOf(column, desired).length > 0)
    .map((column) => `CONSTRAINT ${spell(notNullName(column))} NOT NULL ${spell(column.name)}`);

const checkText = ({ name, definition }: ConstraintObject): string => `CONSTRAINT ${spell(name)} ${definition}`;

/** CREATE TABLE takes NOT VALID and forgets it. */
const addCheck = (object: TableObject, check: ConstraintObject): Action => ({
  sql: `ALTER TABLE ${spellName(object)} ADD ${checkText(check)}`,
});

/** INHERITS brings the defaults of the parents, which may be there by then. */
function withoutDefaults(object: TableObject, { desired }: Context): readonly Action[] {
  const given = new Set(
    object.inherits
      .flatMap((parent) => desired.childrenOf(parent, "column"))
      .flatMap((column) => (column.default === null || column.generated !== null ? [] : [column.name])),
  );
  return desired
    .childrenOf(object.id, "column")
    .filter((column) => given.has(column.name) && column.default === null)
    .map(({ name }) => ({ sql: `ALTER TABLE ONLY ${spellName(object)} ALTER COLUMN ${spell(name)} DROP DEFAULT` }));
}

/** Of a partition all columns, of an inheriting table its own. */
const isDeclared = (object: TableObject, column: ColumnObject): boolean =>
  object.partitionOf !== null || object.ofType !== null || column.isLocal || object.inherits.length === 0;

const isInlineDefault = (column: ColumnObject, object: TableObject, context: Context): boolean =>
  column.default !== null && column.generated === null && !isCircular(column, object.id, context);

const isCircular = (column: ColumnObject, table: ObjectId, { needsOf, standsOn }: Context): boolean =>
  [...needsOf(facetId("default", column.id))].some((id) => id !== column.id && standsOn(id, table));

/** What a partition must have before it is attached. */
const isInlineCheck = (object: TableObject, constraint: ConstraintObject): boolean =>
  object.partitionOf !== null && constraint.constraintKind === "check" && constraint.isInherited;

function createdWith(
  object: TableObject,
  { desired }: Context,
  made: { readonly inline: readonly ColumnObject[]; readonly checks: readonly ConstraintObject[] },
): readonly ObjectId[] {
  return [
    ...desired.childrenOf(object.id, "column").map(({ id }) => id),
    ...made.inline.map(({ id }) => facetId("default", id)),
    ...made.checks.map(({ id }) => id),
    ...(object.inherits.length === 0 ? [] : [facetId("inherits", object.id)]),
    ...(object.ofType === null ? [] : [facetId("of-type", object.id)]),
  ];
}

function createText(object: TableObject, parts: readonly string[]): string {
  const unlogged = object.persistence === "unlogged" ? "UNLOGGED " : "";
  const foreign = object.tableKind === "foreign" ? "FOREIGN " : "";
  const body = parts.length === 0 ? "()" : `(\n  ${parts.join(",\n  ")}\n)`;
  const head = `CREATE ${unlogged}${foreign}TABLE ${spellName(object)}`;
  return [
    `${head} ${object.ofType === null ? body : `OF ${spellId(object.ofType)}${parts.length === 0 ? "" : ` ${body}`}`}`,
    ...tails(object),
  ].join(" ");
}

function tails(object: TableObject): readonly string[] {
  const options = [
    ...object.options.map(({ name, value }) => `${spellOptionName(name)}=${literal(value)}`),
    ...object.toastOptions.map(({ name, value }) => `toast.${spell(name)}=${literal(value)}`),
  ];
  return [
    ...(object.inherits.length === 0 ? [] : [`INHERITS (${object.inherits.map(spellId).join(", ")})`]),
    ...(object.partitionKey === null ? [] : [`PARTITION BY ${object.partitionKey}`]),
    ...(object.foreign === null ? [] : [foreignTail(object.foreign)]),
    ...(object.accessMethod === null || object.accessMethod === "heap" ? [] : [`USING ${spell(object.accessMethod)}`]),
    ...(options.length === 0 ? [] : [`WITH (${options.join(", ")})`]),
    ...(object.tablespace === null ? [] : [`TABLESPACE ${spell(object.tablespace)}`]),
  ];
}

function foreignTail({ server, options }: NonNullable<TableObject["foreign"]>): string {
  const list = options.map(({ name, value }) => `${spell(name)} ${literal(value)}`).join(", ");
  return `SERVER ${spell(server)}${list === "" ? "" : ` OPTIONS (${list})`}`;
}

import type { ColumnObject, ObjectId } from "../../catalog/schema/index.ts";
import type { Hazard } from "../plan/hazard.ts";
import type { Action } from "./action.ts";
import { columnTable, columnName } from "./column-name.ts";
import type { Context } from "./kind.ts";
import { quietLoss } from "./quiet-loss.ts";
import { idParts, spell } from "./spell.ts";
import { baseType, type ParsedType, parseType } from "./type-text.ts";

/** Kinds that a column cannot change its type under; `reference`: a foreign key to a key that holds the column beside what it points to. */
export const STANDING_ON_A_COLUMN = [
  "view",
  "materialized-view",
  "rule",
  "policy",
  "trigger",
  "routine",
  "column",
  "publication",
  "publication-table",
  "reference",
];

/**
 * Views and the like cannot stay on a column whose type changes; its default only while the type's name stays, a foreign key only
 * while the other end keeps its type.
 */
export function disturbedByType(from: ColumnObject, to: ColumnObject, context: Context): readonly string[] {
  return [
    ...STANDING_ON_A_COLUMN,
    ...(baseType(from.type) === baseType(to.type) ? [] : ["default"]),
    ...(isOtherEndRetyped(from, context) ? ["foreign-key"] : []),
  ];
}

function isOtherEndRetyped({ id }: ColumnObject, context: Context): boolean {
  const keys = [...context.neededBy(id)].filter((one) => one.startsWith('["constraint"'));
  const ends = keys.flatMap((key) => Array.from(context.needsOf(key)));
  return ends.some((needed) => needed !== id && isRetyped(needed, context));
}

function isRetyped(id: ObjectId, { current, desired }: Context): boolean {
  const [before, after] = [current.object(id), desired.object(id)];
  return before?.kind === "column" && after?.kind === "column" && before.type !== after.type;
}

/** A new type in place. */
export function changeType(from: ColumnObject, to: ColumnObject): readonly Action[] {
  const collation = to.collation === null ? "" : ` COLLATE ${to.collation}`;
  const head = `ALTER TABLE ${columnTable(to)} ALTER COLUMN ${spell(to.name)} TYPE ${to.type}${collation}`;
  return [{ sql: `${head}${usingClause(from, to)}`, hazards: typeHazards(from, to) }];
}

function typeHazards(from: ColumnObject, to: ColumnObject): readonly Hazard[] {
  if (keepsTheFile(from.type, to.type)) return [];
  const [schema = "", name = ""] = idParts(to.parent ?? "");
  const lost = quietLoss(from.type, to.type);
  return [
    { code: "rewrite", relation: { schema, name } },
    misfits(to),
    ...(lost === undefined ? [] : [quietLossOf(lost, to)]),
  ];
}

/** Values that the new type has no place for: the statement fails on them. */
export const misfits = (column: ColumnObject): Hazard => ({
  code: "data-dependent",
  what: `values of ${columnName(column)} that are no ${column.type}`,
});

/** As a hazard. */
export const quietLossOf = (lost: string, column: ColumnObject): Hazard => ({
  code: "data-loss",
  what: `${lost} of the values of column ${columnName(column)}`,
});

/** Changes of type that touch the catalogue only. Source: ATColumnChangeRequiresRewrite of tablecmds.c, measured. */
function keepsTheFile(from: string, to: string): boolean {
  if (from === to) return true;
  const [a, b] = [parseType(from), parseType(to)];
  if (a.base === "character varying" && (b.base === "text" || (b.base === a.base && isWider(a, b)))) return true;
  if (a.base === "text") return b.base === "character varying" && b.modifiers.length === 0;
  return a.base === "numeric" && b.base === "numeric" && isMorePrecise(a, b);
}

const isWider = (a: ParsedType, b: ParsedType): boolean =>
  b.modifiers[0] === undefined || (a.modifiers[0] !== undefined && b.modifiers[0] >= a.modifiers[0]);

const isMorePrecise = (a: ParsedType, b: ParsedType): boolean =>
  b.modifiers.length === 0 ||
  (a.modifiers[0] !== undefined &&
    (b.modifiers[0] ?? 0) >= a.modifiers[0] &&
    (a.modifiers[1] ?? 0) === (b.modifiers[1] ?? 0));

const TEXTS = new Set(["text", "character varying", "character", "public.citext", "name", '"char"']);
const NUMBERS = new Set(["smallint", "integer", "bigint", "numeric", "real", "double precision"]);
const TIMES = new Set(["date", "timestamp without time zone", "timestamp with time zone"]);
const TIMES_OF_DAY = new Set(["time without time zone", "time with time zone", "interval"]);
const DOCUMENTS = new Set(["json", "jsonb"]);
const BITS = new Set(["bit", "bit varying"]);
const ASSIGNABLE = [TEXTS, NUMBERS, TIMES, TIMES_OF_DAY, DOCUMENTS, BITS];
const CASTS = new Set(["boolean integer", "integer boolean"]);

/** USING where PostgreSQL has no assignment cast: by an explicit cast from texts, else by the text of the value. */
function usingClause(from: ColumnObject, to: ColumnObject): string {
  const expression = usingExpression(from, to);
  return expression === spell(to.name) ? "" : ` USING ${expression}`;
}

/** The old value as one of the new type. */
export const usingExpression = (from: ColumnObject, to: ColumnObject): string =>
  valueAs(spell(to.name), from.type, to.type);

/** A value of one type as one of another; by itself where PostgreSQL has an assignment cast. */
export function valueAs(value: string, from: string, to: string): string {
  const [a, b] = [baseType(from), baseType(to)];
  if (a === b || TEXTS.has(b) || ASSIGNABLE.some((group) => group.has(a) && group.has(b))) return value;
  const isDirect = TEXTS.has(a) || CASTS.has(`${a} ${b}`);
  return `${value}${isDirect ? "" : "::text"}::${to}`;
}

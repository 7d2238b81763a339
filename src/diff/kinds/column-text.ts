import type { ColumnIdentity, ColumnObject } from "../../catalog/schema/index.ts";
import { sequenceClauses } from "./sequence-settings.ts";
import { literal, spell, spellName as quotedName } from "./spell.ts";

/** A column as CREATE TABLE and ADD COLUMN say it; its default only when it is to stand there too. */
export function columnText(column: ColumnObject, withDefault: boolean): string {
  return [
    spell(column.name),
    column.type,
    ...foreignOptions(column),
    ...(column.compression === null ? [] : [`COMPRESSION ${column.compression}`]),
    ...(column.collation === null ? [] : [`COLLATE ${column.collation}`]),
    ...valueClauses(column, withDefault),
    ...notNullClauses(column),
  ].join(" ");
}

/** What a column of a typed table has beside its type; nothing where that is all. */
export function typedColumnText(column: ColumnObject, withDefault: boolean): readonly string[] {
  const clauses = [...valueClauses(column, withDefault), ...notNullClauses(column)];
  return clauses.length === 0 ? [] : [`${spell(column.name)} WITH OPTIONS ${clauses.join(" ")}`];
}

function foreignOptions({ foreignOptions }: ColumnObject): readonly string[] {
  if (foreignOptions.length === 0) return [];
  return [`OPTIONS (${foreignOptions.map(({ name, value }) => `${spell(name)} ${literal(value)}`).join(", ")})`];
}

function valueClauses(column: ColumnObject, withDefault: boolean): readonly string[] {
  if (column.identity !== null) return [identityClause(column.identity, column.type)];
  if (column.default === null) return [];
  if (column.generated !== null)
    return [`GENERATED ALWAYS AS (${column.default})${column.generated === "stored" ? " STORED" : " VIRTUAL"}`];
  return withDefault ? [`DEFAULT ${column.default}`] : [];
}

/** `GENERATED ALWAYS AS IDENTITY (…)` */
export function identityClause({ generation, sequence, sequenceName }: ColumnIdentity, type: string): string {
  const name = sequenceName === null ? [] : [`SEQUENCE NAME ${quotedName(sequenceName)}`];
  const options = [...name, ...sequenceClauses(sequence, type)];
  const list = options.length === 0 ? "" : ` (${options.join(" ")})`;
  return `GENERATED ${generationWords(generation)} AS IDENTITY${list}`;
}

export const generationWords = (generation: "always" | "by-default"): string =>
  generation === "always" ? "ALWAYS" : "BY DEFAULT";

function notNullClauses({ notNull }: ColumnObject): readonly string[] {
  if (notNull === null || !notNull.validated) return [];
  const name = notNull.name === null ? "" : `CONSTRAINT ${spell(notNull.name)} `;
  return [`${name}NOT NULL${notNull.noInherit ? " NO INHERIT" : ""}`];
}

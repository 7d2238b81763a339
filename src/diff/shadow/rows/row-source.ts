import { quoteIdentifier, quoteLiteral, quoteName } from "../../../sql/index.ts";
import { type SentinelColumn, type SentinelKey, type SentinelTable, targetOf } from "./facts.ts";

/** Values that a column may have, valid for its type, best first; by the column's name. */
export type Choices = ReadonlyMap<string, readonly string[]>;

export interface RowPlan {
  readonly table: SentinelTable;
  readonly choices: Choices;
  /** 0-based: which row of the table. */
  readonly place: number;
  /** Values of foreign keys are taken from rows that are there; else they are chosen as any other. */
  readonly followsKeys: boolean;
}

const name = (text: string): string => quoteIdentifier(text, "postgresql");
const listed = (names: readonly string[]): string => names.map(name).join(", ");

/**
 * INSERT of one row that meets all conditions of its table, found by the server itself: it walks through the choices of the columns
 * that conditions speak of and takes the first row that fits. Inserts nothing where none does, or where a row to point to is missing.
 */
export function insertRow(plan: RowPlan): string {
  const { table } = plan;
  const given = table.columns.filter((column) => isGiven(plan, column)).map((column) => column.name);
  const where =
    table.conditions.length === 0 ? "" : ` WHERE ${table.conditions.map((one) => `(${one})`).join(" AND ")}`;
  const into = `INSERT INTO ${quoteName(table.name, "postgresql")}`;
  if (given.length === 0) return `${into} DEFAULT VALUES`;
  const values = `SELECT ${table.columns.flatMap((column) => valueFor(plan, column)).join(", ")} FROM ${sourcesOf(plan)}`;
  const generated = table.columns.flatMap(({ name: one, generatedAs, typeText }) =>
    generatedAs === null ? [] : [`, (${generatedAs})::${typeText} AS ${name(one)}`],
  );
  return `${into} (${listed(given)}) OVERRIDING SYSTEM VALUE
    SELECT ${listed(given)} FROM (SELECT given.*${generated.join("")} FROM (${values}) AS given) AS whole${where} LIMIT 1`;
}

/** Numbers of identities and sequences are left to the server, unless a condition asks for some. */
function isGiven(plan: RowPlan, column: SentinelColumn): boolean {
  if (column.generatedAs !== null) return false;
  if (keyWith(plan, column) !== undefined) return true;
  return (plan.choices.get(column.name)?.length ?? 0) > 0 && (!column.isNumbered || isSpokenOf(plan.table, column));
}

const isSpokenOf = ({ conditions }: SentinelTable, column: SentinelColumn): boolean =>
  conditions.some((condition) => condition.includes(column.name));

function keyWith({ table, followsKeys }: RowPlan, column: SentinelColumn): SentinelKey | undefined {
  return followsKeys ? table.keys.find(({ columns }) => columns.includes(column.name)) : undefined;
}

function valueFor(plan: RowPlan, column: SentinelColumn): readonly string[] {
  if (column.generatedAs !== null) return [];
  const key = keyWith(plan, column);
  const place = plan.table.columns.indexOf(column);
  if (key !== undefined) return [`k${plan.table.keys.indexOf(key)}.${name(column.name)} AS ${name(column.name)}`];
  const choices = plan.choices.get(column.name) ?? [];
  if (isSpokenOf(plan.table, column) && choices.length > 0) return [`c${place}.value AS ${name(column.name)}`];
  const choice = choices[plan.place % Math.max(1, choices.length)];
  const literal = choice === undefined ? "NULL" : quoteLiteral(choice, "postgresql");
  return [`${literal}::${column.typeText} AS ${name(column.name)}`];
}

function sourcesOf(plan: RowPlan): string {
  const { table } = plan;
  const keys = table.keys.filter((key) => table.columns.some((column) => keyWith(plan, column) === key));
  const walked = table.columns.filter(
    (column) => column.generatedAs === null && keyWith(plan, column) === undefined && isSpokenOf(table, column),
  );
  const choices = walked.flatMap((column) => choicesOf(plan, column));
  return ["(SELECT) AS nothing", ...keys.map((key) => targetRow(plan, key)), ...choices].join(" ");
}

function choicesOf({ table, choices, place }: RowPlan, column: SentinelColumn): readonly string[] {
  const values = choices.get(column.name) ?? [];
  if (values.length === 0) return [];
  const from = place % values.length;
  const turned = [...values.slice(from), ...values.slice(0, from)].map((value) => quoteLiteral(value, "postgresql"));
  const all = column.isRequired ? turned : [...turned, "NULL"];
  const rows = all.map((value) => `(${value}::${column.typeText})`).join(", ");
  return [`CROSS JOIN (VALUES ${rows}) AS c${table.columns.indexOf(column)}(value)`];
}

/** The row that a foreign key of this place points to; none is there yet for the first row of a table that points to itself. */
function targetRow({ table, place }: RowPlan, key: SentinelKey): string {
  const target = targetOf(key);
  const columns = key.columns.map((column, at) => `${name(key.targetColumns[at] ?? column)} AS ${name(column)}`);
  const isRequired = table.columns.some((column) => column.isRequired && key.columns.includes(column.name));
  const counted = `(SELECT ${place} % greatest(count(*), 1) FROM ${target})`;
  const row = `(SELECT ${columns.join(", ")} FROM ${target} ORDER BY ${listed(key.targetColumns)} OFFSET ${counted} LIMIT 1)`;
  const alias = `k${table.keys.indexOf(key)}`;
  return isRequired ? `CROSS JOIN ${row} AS ${alias}` : `LEFT JOIN ${row} AS ${alias} ON true`;
}

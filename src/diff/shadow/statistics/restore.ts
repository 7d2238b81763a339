import type { Row, Session } from "../../../catalog/index.ts";
import {
  type ColumnValueStatistics,
  RANGE_NUMBERS,
  RANGE_VALUES,
  type RelationStatistics,
  STATISTICS_LISTS,
  STATISTICS_NUMBERS,
  STATISTICS_VALUES,
} from "./facts.ts";

const RELATION = `select pg_restore_relation_stats('version', $1::int4, 'schemaname', $2::text, 'relname', $3::text,
  'relpages', $4::int4, 'reltuples', $5::real, 'relallvisible', $6::int4) as done`;

/** By the function that pg_dump of 18 uses itself. */
export async function restoreRelation(session: Session, facts: RelationStatistics, version: number): Promise<boolean> {
  const { relation, pages, rows, allVisiblePages } = facts;
  const values = [version, relation.schema, relation.name, pages, rows, allVisiblePages];
  return isDone(await session.query(RELATION, values));
}

const TYPES: ReadonlyMap<string, string> = new Map([
  ...[...STATISTICS_NUMBERS, ...RANGE_NUMBERS].map((name): [string, string] => [name, "real"]),
  ...STATISTICS_LISTS.map((name): [string, string] => [name, "real[]"]),
  ...[...STATISTICS_VALUES, ...RANGE_VALUES].map((name): [string, string] => [name, "text"]),
  ["avg_width", "int4"],
]);

export async function restoreColumn(session: Session, facts: ColumnValueStatistics, version: number): Promise<boolean> {
  const given = Object.entries(facts.values).filter(([name, value]) => value !== null && TYPES.has(name));
  const first = [version, facts.relation.schema, facts.relation.name, facts.column, facts.inherited];
  const parts = given.map(([name], place) => `'${name}', $${first.length + place + 1}::${TYPES.get(name) ?? "text"}`);
  const sql = `select pg_restore_attribute_stats('version', $1::int4, 'schemaname', $2::text, 'relname', $3::text,
    'attname', $4::text, 'inherited', $5::boolean, ${parts.join(", ")}) as done`;
  return isDone(await session.query(sql, [...first, ...given.map(([, value]) => value)]));
}

const isDone = (rows: readonly Row[]): boolean => rows[0]?.["done"] === true;

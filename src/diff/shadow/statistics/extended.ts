import type { Row, Session } from "../../../catalog/index.ts";
import { textOf, textsOf } from "../cells.ts";
import type { ExtendedStatistics } from "./facts.ts";

const FROM_15 = 150_000;

/** Of those that the role may read; `keys` are the numbers that the statistics speak of, with the names that they stand for. */
export const extendedQuery = (
  serverVersion: number,
): string => `select e.schemaname::text as schema, e.tablename::text as name,
    e.statistics_schemaname::text as statistics_schema, e.statistics_name::text as statistics_name,
    ${serverVersion >= FROM_15 ? "e.inherited" : "false"} as inherited, e.n_distinct::text as distinct_counts,
    e.dependencies::text as dependencies, e.most_common_vals is not null as has_values,
    (select coalesce(array_agg(a.attnum || ' ' || a.attname), '{}') from pg_statistic_ext s join pg_namespace n on n.oid = s.stxnamespace
      join pg_attribute a on a.attrelid = s.stxrelid and a.attnum = any (s.stxkeys)
      where n.nspname = e.statistics_schemaname and s.stxname = e.statistics_name) as keys
  from pg_stats_ext e where e.schemaname !~ '^pg_' and e.schemaname <> 'information_schema'
  order by e.statistics_schemaname, e.statistics_name, inherited`;

export function extendedOf(row: Row): ExtendedStatistics {
  const text = (name: string): string | null => (typeof row[name] === "string" ? row[name] : null);
  return {
    relation: { schema: textOf(row, "schema"), name: textOf(row, "name") },
    statistics: { schema: textOf(row, "statistics_schema"), name: textOf(row, "statistics_name") },
    inherited: row["inherited"] === true,
    distinct: text("distinct_counts"),
    dependencies: text("dependencies"),
    hasValues: row["has_values"] === true,
    columns: new Map(textsOf(row, "keys").map((key) => [Number.parseInt(key, 10), key.replace(/^\d+ /, "")])),
  };
}

const HEAD = `select s.oid::text as oid, (select coalesce(array_agg(a.attnum || ' ' || a.attname), '{}') from pg_attribute a
    where a.attrelid = s.stxrelid and a.attnum = any (s.stxkeys)) as keys
  from pg_statistic_ext s join pg_namespace n on n.oid = s.stxnamespace where n.nspname = $1::text and s.stxname = $2::text`;

/** Their types read no text (the server refuses): they are bytes, and for this one statement it is told so. */
const CASTS = ["pg_ndistinct", "pg_dependencies"] as const;

/**
 * Writes how many values columns have together and how far one follows from another, as ANALYZE writes them, from the text that the
 * target shows; nothing of a target's own bytes goes to the server. False where the shadow has no such statistics.
 */
export async function storeExtended(session: Session, facts: ExtendedStatistics): Promise<boolean> {
  const [found] = await session.query(HEAD, [facts.statistics.schema, facts.statistics.name]);
  if (found === undefined) return false;
  const own = new Map(textsOf(found, "keys").map((key) => [key.replace(/^\d+ /, ""), Number.parseInt(key, 10)]));
  const numberOf = (number: number): number => (number < 0 ? number : (own.get(facts.columns.get(number) ?? "") ?? 0));
  const isInheriting = session.serverVersion >= FROM_15;
  const values = [
    textOf(found, "oid"),
    hexOf(distinctBytes(facts.distinct, numberOf)),
    hexOf(dependencyBytes(facts.dependencies, numberOf)),
  ];
  for (const type of CASTS) await session.query(`create cast (bytea as pg_catalog.${type}) without function`);
  await session.query(
    `delete from pg_statistic_ext_data where stxoid = $1::oid${isInheriting ? " and stxdinherit = $2::boolean" : ""}`,
    isInheriting ? [values[0] ?? "", facts.inherited] : [values[0] ?? ""],
  );
  await session.query(
    `insert into pg_statistic_ext_data (stxoid, ${isInheriting ? "stxdinherit, " : ""}stxdndistinct, stxddependencies)
      values ($1::oid, ${isInheriting ? `${facts.inherited}, ` : ""}decode($2::text, 'hex')::pg_catalog.pg_ndistinct, decode($3::text, 'hex')::pg_catalog.pg_dependencies)`,
    values,
  );
  for (const type of CASTS) await session.query(`drop cast (bytea as pg_catalog.${type})`);
  return true;
}

const hexOf = (bytes: Buffer | null): string | null => bytes?.toString("hex") ?? null;

type NumberOf = (number: number) => number;

interface Item {
  readonly value: number;
  readonly attributes: readonly number[];
}

/** `{"1, 2": 100}`, `{"1 => 2": 0.5}`; an attribute that the shadow does not have ends it. */
function itemsOf(text: string | null, numberOf: NumberOf): readonly Item[] {
  const items = [...(text ?? "").matchAll(/"(?<keys>[-\d, =>]+)": (?<value>[\d.]+)/g)].map(({ groups }) => ({
    value: Number(groups?.["value"]),
    attributes: [...(groups?.["keys"] ?? "").matchAll(/-?\d+/g)].map(([digits]) => numberOf(Number(digits))),
  }));
  return items.every(({ attributes }) => !attributes.includes(0)) ? items : [];
}

/** MVNDistinct of statistics.h: a head, then per group of columns its count, how many they are, and which. */
function distinctBytes(text: string | null, numberOf: NumberOf): Buffer | null {
  const items = itemsOf(text, numberOf);
  const parts = items.map(({ value, attributes }) => [
    double(value),
    int32(attributes.length),
    ...attributes.map(int16),
  ]);
  return items.length === 0 ? null : Buffer.concat([head(0xa3_52_bf_a4, items.length), ...parts.flat()]);
}

/** MVDependencies: the same with a degree, and a shorter count. */
function dependencyBytes(text: string | null, numberOf: NumberOf): Buffer | null {
  const items = itemsOf(text, numberOf);
  const parts = items.map(({ value, attributes }) => [
    double(value),
    int16(attributes.length),
    ...attributes.map(int16),
  ]);
  return items.length === 0 ? null : Buffer.concat([head(0xb4_54_9a_2c, items.length), ...parts.flat()]);
}

const BASIC = 1;
const head = (magic: number, count: number): Buffer =>
  Buffer.concat([unsigned(magic), unsigned(BASIC), unsigned(count)]);

const unsigned = (value: number): Buffer => filled(4, (bytes) => bytes.writeUInt32LE(value));
const int32 = (value: number): Buffer => filled(4, (bytes) => bytes.writeInt32LE(value));
const int16 = (value: number): Buffer => filled(2, (bytes) => bytes.writeInt16LE(value));
const double = (value: number): Buffer => filled(8, (bytes) => bytes.writeDoubleLE(value));

function filled(size: number, write: (bytes: Buffer) => unknown): Buffer {
  const bytes = Buffer.alloc(size);
  write(bytes);
  return bytes;
}

/** What of a target's extended statistics a shadow cannot be given, in words. */
export const VALUES_REASON =
  "its most common combinations of values (CREATE STATISTICS … mcv) cannot be copied, so conditions on several of those columns are judged as independent";

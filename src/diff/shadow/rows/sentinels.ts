import { relationKey, type RelationName, type Session } from "../../../catalog/index.ts";
import { sortedBy } from "../../../kit/index.ts";
import { quoteIdentifier, quoteName } from "../../../sql/index.ts";
import { numberOf, textOf } from "../cells.ts";
import { refusalOf } from "../failure.ts";
import { readChoices } from "./choices.ts";
import { readSentinelTables, type SentinelKey, type SentinelTable, targetOf } from "./facts.ts";
import { inKeyOrder } from "./order.ts";
import { type Choices, insertRow } from "./row-source.ts";
import { silenceTriggers } from "./silent.ts";
import { readSentinelTypes } from "./types.ts";

/** Where rows of our own stand now. */
export interface Sentinels {
  readonly filled: readonly { readonly relation: RelationName; readonly rows: number }[];
  /** Tables for which no row could be made: what happens to rows there is not seen. */
  readonly empty: readonly { readonly relation: RelationName; readonly reason: string }[];
}

const ROWS = 3;
const TIMEOUT = "5s";

/**
 * Puts up to three rows into every table of a shadow that has none, by the types of its columns: rows that meet checks, foreign
 * keys, bounds of partitions, domains, enums and exclusion constraints, with a value in every column that can have one.
 * Triggers and rules stay silent where the session may say so: it is a superuser's, or was
 * opened with session_replication_role = replica. Outside a transaction; commits.
 *
 * @example
 * const { empty } = await fillSentinels(session);
 */
export async function fillSentinels(session: Session): Promise<Sentinels> {
  await session.script(`BEGIN; SET LOCAL search_path = pg_catalog;
    SET LOCAL statement_timeout = '${TIMEOUT}'; SET LOCAL row_security = off`);
  try {
    await silenceTriggers(session);
    const tables = inKeyOrder(await readSentinelTables(session));
    const choices = await readChoices(session, tables, await readSentinelTypes(session));
    const filling: Filling = { session, choices, rows: new Map(), reasons: new Map() };
    await fillAll(filling, tables);
    await session.script("COMMIT");
    return reportOf(filling, tables);
  } catch (failure) {
    await session.script("ROLLBACK").catch(() => undefined);
    throw failure;
  }
}

interface Filling {
  readonly session: Session;
  readonly choices: ReadonlyMap<SentinelTable, Choices>;
  readonly rows: Map<SentinelTable, number>;
  readonly reasons: Map<SentinelTable, string>;
}

/** Keys in a circle find no row to point to: their values are chosen like any other, and rows that then point nowhere go. */
async function fillAll(filling: Filling, tables: readonly SentinelTable[]): Promise<void> {
  await count(filling, tables);
  const isLeft = (table: SentinelTable): boolean => !filling.rows.has(table);
  for (const followsKeys of [true, true, false]) {
    const left = tables.filter((table) => isLeft(table) && (followsKeys || table.keys.length > 0));
    for (let from = 0; from < left.length; from += TOGETHER)
      await fill(filling, left.slice(from, from + TOGETHER), followsKeys);
    await count(filling, left);
    if (!followsKeys && left.length > 0) await removeOrphans(filling, tables);
  }
}

/** Tables that are filled or counted in one round trip. */
const TOGETHER = 25;

/** Several tables at once; one by one when that fails, and row by row when that fails too. */
async function fill(filling: Filling, tables: readonly SentinelTable[], followsKeys: boolean): Promise<void> {
  const inserts = tables.flatMap((table) => insertsOf(filling, table, followsKeys));
  if (await tryInsert(filling, tables, inserts)) return;
  if (tables.length === 1) for (const sql of inserts) await tryInsert(filling, tables, [sql]);
  else for (const table of tables) await fill(filling, [table], followsKeys);
}

const insertsOf = ({ choices }: Filling, table: SentinelTable, followsKeys: boolean): readonly string[] =>
  Array.from({ length: ROWS }, (_, place) =>
    insertRow({ table, choices: choices.get(table) ?? new Map(), place, followsKeys }),
  );

async function tryInsert(
  { session, reasons }: Filling,
  tables: readonly SentinelTable[],
  sqls: readonly string[],
): Promise<boolean> {
  const refusal = await refusalOf(() =>
    session.script(["SAVEPOINT sentinel", ...sqls, "RELEASE sentinel"].join(";\n")),
  );
  if (refusal === null) return true;
  await session.script("ROLLBACK TO SAVEPOINT sentinel");
  for (const table of tables) reasons.set(table, refusal.message);
  return false;
}

async function count({ session, rows }: Filling, tables: readonly SentinelTable[]): Promise<void> {
  for (let from = 0; from < tables.length; from += TOGETHER) {
    const some = tables.slice(from, from + TOGETHER);
    const questions = some.map(
      ({ oid, name }) => `SELECT '${oid}' AS oid, count(*)::float8 AS rows FROM ONLY ${quoteName(name, "postgresql")}`,
    );
    const counts = new Map(
      (await session.query(questions.join(" UNION ALL "))).map((row) => [textOf(row, "oid"), numberOf(row, "rows")]),
    );
    for (const table of some) if ((counts.get(table.oid) ?? 0) > 0) rows.set(table, counts.get(table.oid) ?? 0);
  }
}

const MOST_PASSES = 5;

async function removeOrphans(filling: Filling, tables: readonly SentinelTable[]): Promise<void> {
  const { rows, reasons } = filling;
  for (let pass = 0; pass < MOST_PASSES; pass += 1)
    for (const table of tables) for (const key of table.keys) await tryDelete(filling, orphansOf(table, key));
  const had = [...rows.keys()];
  rows.clear();
  await count(filling, tables);
  for (const table of had) if (!rows.has(table)) reasons.set(table, "no row closes the circle of its foreign keys");
}

/** A type without an equality of the server's own cannot be compared here; its rows stay. */
async function tryDelete({ session }: Filling, sql: string): Promise<void> {
  await session.script("SAVEPOINT orphans");
  const refusal = await refusalOf(() => session.script(sql));
  if (refusal !== null) await session.script("ROLLBACK TO SAVEPOINT orphans");
}

function orphansOf({ name }: SentinelTable, key: SentinelKey): string {
  const { columns, targetColumns } = key;
  const quoted = (column: string): string => quoteIdentifier(column, "postgresql");
  const set = columns.map((column) => `child.${quoted(column)} IS NOT NULL`).join(" AND ");
  const same = columns.map((column, at) => `parent.${quoted(targetColumns[at] ?? column)} = child.${quoted(column)}`);
  return `DELETE FROM ONLY ${quoteName(name, "postgresql")} AS child WHERE ${set} AND NOT EXISTS
    (SELECT FROM ${targetOf(key)} AS parent WHERE ${same.join(" AND ")})`;
}

function reportOf({ rows, reasons }: Filling, tables: readonly SentinelTable[]): Sentinels {
  const filled = tables.flatMap((table) => {
    const count = rows.get(table) ?? 0;
    return count === 0 ? [] : [{ relation: table.name, rows: count }];
  });
  const empty = tables
    .filter((table) => (rows.get(table) ?? 0) === 0)
    .map((table) => ({ relation: table.name, reason: reasons.get(table) ?? "no values meet its conditions together" }));
  return {
    filled: sortedBy(filled, ({ relation }) => relationKey(relation)),
    empty: sortedBy(empty, ({ relation }) => relationKey(relation)),
  };
}

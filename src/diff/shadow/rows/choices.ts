import type { Session } from "../../../catalog/index.ts";
import { textOf } from "../cells.ts";
import { refusalOf } from "../failure.ts";
import { candidatesOf, conditionsOn } from "./candidates.ts";
import type { SentinelColumn, SentinelTable } from "./facts.ts";
import type { Choices } from "./row-source.ts";
import type { SentinelTypes } from "./types.ts";

interface Candidate {
  readonly table: SentinelTable;
  readonly column: SentinelColumn;
  readonly value: string;
}

/** Values for every column of every table that the server takes for its type: it tries each of them. */
export async function readChoices(
  session: Session,
  tables: readonly SentinelTable[],
  types: SentinelTypes,
): Promise<ReadonlyMap<SentinelTable, Choices>> {
  const candidates = tables.flatMap((table) =>
    table.columns
      .filter(({ generatedAs }) => generatedAs === null)
      .flatMap((column) =>
        candidatesOf(types, column, conditionsOn(table, column)).map((value) => ({ table, column, value })),
      ),
  );
  const valid = await validOf(session, candidates);
  const choices = new Map<SentinelTable, Map<string, string[]>>(tables.map((table) => [table, new Map()]));
  for (const { table, column, value } of valid) {
    const columns = choices.get(table) ?? new Map<string, string[]>();
    columns.set(column.name, [...(columns.get(column.name) ?? []), value]);
  }
  return choices;
}

const FITS = `create function pg_temp.backwright_fits(value text, type text) returns boolean language plpgsql as $body$
  begin execute pg_catalog.format('select %L::%s', value, type); return true;
  exception when others then return false; end $body$`;

const VALID = `select distinct on (v, t) v, t from unnest($1::text[], $2::text[]) as u(v, t) where pg_temp.backwright_fits(v, t)`;

async function validOf(session: Session, candidates: readonly Candidate[]): Promise<readonly Candidate[]> {
  await session.script("SAVEPOINT fits");
  const refusal = await refusalOf(() => session.script(FITS));
  if (refusal !== null) {
    await session.script("ROLLBACK TO SAVEPOINT fits");
    return candidates;
  }
  const pairs = new Map(
    candidates.map(({ value, column }) => [`${column.typeText} ${value}`, [value, column.typeText] as const]),
  );
  const rows = await session.query(VALID, [
    [...pairs.values()].map(([value]) => value),
    [...pairs.values()].map(([, type]) => type),
  ]);
  const valid = new Set(rows.map((row) => `${textOf(row, "t")} ${textOf(row, "v")}`));
  return candidates.filter(({ value, column }) => valid.has(`${column.typeText} ${value}`));
}

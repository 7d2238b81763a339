import { inSnapshot, type Row, type Session, type SnapshotLimits } from "../../../catalog/index.ts";
import { flagOf, numberOf, textOf } from "../cells.ts";
import { extendedOf, extendedQuery } from "./extended.ts";
import {
  type ColumnValueStatistics,
  RANGE_NUMBERS,
  RANGE_VALUES,
  type RelationStatistics,
  STATISTICS_LISTS,
  STATISTICS_NUMBERS,
  STATISTICS_VALUES,
  type TargetStatistics,
} from "./facts.ts";

const RELATIONS = `select n.nspname::text as schema, c.relname::text as name, c.relkind in ('i', 'I') as is_index,
    c.relpages::float8 as pages, c.reltuples::float8 as rows, c.relallvisible::float8 as all_visible
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'm', 'i', 'I') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  order by n.nspname, c.relname`;

// pg_stats shows a column only to who may read it, and no column at all of a table with row security that binds the reader.
const HIDDEN = `select n.nspname::text as schema, c.relname::text as name
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'm') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    and (not has_table_privilege(c.oid, 'select') or row_security_active(c.oid))
  order by n.nspname, c.relname`;

const FROM_17 = 170_000;

/**
 * Reads what the planner knows of a target: pg_class and pg_stats, in one read-only snapshot with time limits, without a lock
 * that anybody could wait for. The answer holds values of the target's columns: it goes into a shadow and nowhere else.
 *
 * @example
 * const statistics = await readTargetStatistics(target);
 * await writeStatistics(shadow, statistics);
 */
export function readTargetStatistics(
  session: Session,
  limits: Partial<SnapshotLimits> = {},
): Promise<TargetStatistics> {
  const columns = columnQuery(session.serverVersion >= FROM_17);
  return inSnapshot(
    session,
    async (ask) => ({
      serverVersion: session.serverVersion,
      relations: (await ask(RELATIONS)).map(relationOf),
      columns: (await ask(columns)).map(columnOf),
      extended: (await ask(extendedQuery(session.serverVersion))).map(extendedOf),
      hidden: (await ask(HIDDEN)).map(nameOf),
    }),
    limits,
  );
}

function columnQuery(hasRanges: boolean): string {
  const numbers = [...STATISTICS_NUMBERS, ...(hasRanges ? RANGE_NUMBERS : [])].map(
    (name) => `s.${name}::float8 as ${name}`,
  );
  const texts = [...STATISTICS_LISTS, ...STATISTICS_VALUES, ...(hasRanges ? RANGE_VALUES : [])].map(
    (name) => `s.${name}::text as ${name}`,
  );
  return `select s.schemaname::text as schema, s.tablename::text as name, s.attname::text as attribute, s.inherited,
    ${[...numbers, ...texts].join(", ")}
    from pg_stats s where s.schemaname !~ '^pg_' and s.schemaname <> 'information_schema'
    order by s.schemaname, s.tablename, s.attname, s.inherited`;
}

const nameOf = (row: Row): RelationStatistics["relation"] => ({
  schema: textOf(row, "schema"),
  name: textOf(row, "name"),
});

function relationOf(row: Row): RelationStatistics {
  return {
    relation: nameOf(row),
    isIndex: flagOf(row, "is_index"),
    pages: numberOf(row, "pages"),
    rows: numberOf(row, "rows"),
    allVisiblePages: numberOf(row, "all_visible"),
  };
}

const NAMES: ReadonlySet<string> = new Set(["schema", "name", "attribute", "inherited"]);

function columnOf(row: Row): ColumnValueStatistics {
  const cells = Object.entries(row).filter(([name]) => !NAMES.has(name));
  return {
    relation: nameOf(row),
    column: textOf(row, "attribute"),
    inherited: flagOf(row, "inherited"),
    values: Object.fromEntries(cells.map(([name, value]) => [name, cellOf(value)])),
  };
}

const cellOf = (value: unknown): string | number | null =>
  typeof value === "string" || typeof value === "number" ? value : null;

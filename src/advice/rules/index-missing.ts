import { relationKey, type Table } from "../../catalog/index.ts";
import { type Finding, groupBy, isDefined, sortedBy } from "../../kit/index.ts";
import { findsRows } from "../cover.ts";
import { createIndex } from "../create-index.ts";
import { shareOf } from "../distinct.ts";
import { displayColumns } from "../names.ts";
import { severityOf } from "../severity.ts";
import type { Rule, Situation } from "../situation.ts";
import type { ExaminedStatement, TableUse } from "../statements/index.ts";
import { timingOf } from "../timing.ts";
import { timingEvidence } from "./fk-unindexed.ts";

/** Below these no claim is made: the table is read as fast, or nobody waits. */
const FEWEST_ROWS = 10_000;
const FASTEST_MS = 1;
const FEWEST_CALLS = 10;
const LEAST_TOTAL_MS = 1_000;
/** A statement that touches at least half of the table's pages per call has read the table. */
const SCANNED_SHARE = 0.5;
/** An index that finds more than this share of the rows is hardly better than reading them all. */
const WIDEST_SHARE = 0.05;
/** Columns are added until one search finds no more rows than this, or three are used. */
const FEW_ROWS = 100;
const MOST_COLUMNS = 3;

/**
 * Searches that read a whole large table for a few rows. Claimed only with a statement that was slow, was seen to touch
 * the table's pages, compares for equality, and by the column statistics finds few rows. Foreign keys have their rule.
 */
export const indexMissing: Rule = {
  code: "index-missing",
  find: (situation) => {
    const wants = situation.workload.statements.flatMap((one) => wantsOf(one, situation));
    const groups = groupBy(wants, ({ table, columns }) => `${relationKey(table)} ${columns.join("\0")}`);
    const first = [...groups.values()].map(([want]) => want).filter(isDefined);
    return sortedBy(
      first.map((want) => findingOf(want, situation)),
      ({ subject }) => subject.name,
    );
  },
};

interface Want {
  readonly table: Table;
  readonly columns: readonly string[];
  /** All that the statement compares for equality. */
  readonly searched: readonly string[];
  readonly share: number;
  readonly rows: number;
  readonly statement: ExaminedStatement["statement"];
}

function wantsOf({ statement, uses }: ExaminedStatement, situation: Situation): readonly Want[] {
  if (!isWorthAnIndex(statement)) return [];
  return uses
    .filter((use) => use.equality.length > 0 && wasScanned(use.table, statement.blocksPerCall, situation))
    .map((use) => wantOf(use, statement, situation))
    .filter(isDefined);
}

/** Slow, and more than somebody's single question. */
function isWorthAnIndex({ meanMs, calls, totalMs }: Want["statement"]): boolean {
  return meanMs >= FASTEST_MS && (calls >= FEWEST_CALLS || totalMs >= LEAST_TOTAL_MS);
}

function wasScanned(table: Table, blocksPerCall: number, { lookup }: Situation): boolean {
  const leaves = lookup.leaves(table);
  const pages = leaves.reduce((sum, leaf) => sum + leaf.pages, 0);
  const isLarge = (lookup.rows(table) ?? 0) >= FEWEST_ROWS;
  return table.kind !== "foreign" && isLarge && pages > 0 && blocksPerCall >= pages * SCANNED_SHARE;
}

function wantOf(use: TableUse, statement: Want["statement"], situation: Situation): Want | undefined {
  const { table } = use;
  const rows = situation.lookup.rows(table) ?? 0;
  const shares = use.equality.map((column) => ({ column, share: shareOf(table, column, rows) }));
  const known = shares.flatMap(({ column, share }) => (share === null ? [] : [{ column, share }]));
  const chosen = choose(known, rows);
  if (chosen === undefined || hasWay(use, { rows, situation })) return undefined;
  return { table, ...chosen, searched: use.equality, rows, statement };
}

type Share = { readonly column: string; readonly share: number };

/** The most selective columns first, as few as will do. Columns are taken as independent: the share is a lower bound. */
function choose(shares: readonly Share[], rows: number): Pick<Want, "columns" | "share"> | undefined {
  const columns: string[] = [];
  let share = 1;
  for (const next of shares.toSorted((a, b) => a.share - b.share)) {
    if (columns.length === MOST_COLUMNS || share * rows <= FEW_ROWS) break;
    columns.push(next.column);
    share *= next.share;
  }
  return columns.length > 0 && share <= WIDEST_SHARE ? { columns, share } : undefined;
}

interface Ground {
  readonly rows: number;
  readonly situation: Situation;
}

/** Another index finds few enough rows already, or a foreign key without an index is the better name for the fault. */
function hasWay({ table, equality }: TableUse, { rows, situation }: Ground): boolean {
  const narrow = equality.filter((column) => (shareOf(table, column, rows) ?? 0) <= WIDEST_SHARE);
  const isServed = situation.lookup
    .leaves(table)
    .every((leaf) => leaf.indexes.some((index) => narrow.some((column) => findsRows(index, [column], leaf))));
  return isServed || table.constraints.some((key) => isSelectiveKey(key, narrow)) || servedTogether(table, equality);
}

function isSelectiveKey(key: Table["constraints"][number], narrow: readonly string[]): boolean {
  return key.kind === "foreign-key" && key.columns.every((column) => narrow.includes(column));
}

function servedTogether(table: Table, equality: readonly string[]): boolean {
  return equality.length > 1 && table.indexes.some((index) => findsRows(index, equality, table));
}

function findingOf(want: Want, situation: Situation): Finding {
  const { table, columns, rows } = want;
  const timing = timingOf(situation.workload, table, columns);
  return {
    code: indexMissing.code,
    severity: severityOf({ rows, isFelt: true, hasData: true }),
    subject: { kind: "columns", name: displayColumns(table, columns) },
    evidence: {
      schema: table.schema,
      table: table.name,
      columns,
      searchedColumns: want.searched,
      rows,
      rowsFoundShare: want.share,
      blocksPerCall: want.statement.blocksPerCall,
      tablePages: situation.lookup.leaves(table).reduce((sum, leaf) => sum + leaf.pages, 0),
      statement: situation.workload.textOf(want.statement),
      ...timingEvidence(timing),
    },
    fix: createIndex(situation, table, columns).up.join("\n"),
  };
}

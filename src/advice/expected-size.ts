import type { Column, Table, TableIndex } from "../catalog/index.ts";

const PAGE_BYTES = 8_192;
const PAGE_HEADER = 24;
/** Of a row: its header, padded, and the pointer to it. */
const ROW_OVERHEAD = 28;
/** Of an entry of a btree: header and pointer. */
const ENTRY_OVERHEAD = 12;
const LEAF_FILL = 0.9;

const aligned = (bytes: number): number => Math.ceil(bytes / 8) * 8;

/** Bytes that a row's columns take on average; undefined as soon as one is not known. */
function widthOf(columns: readonly Column[]): number | undefined {
  let sum = 0;
  for (const { statistics } of columns) {
    if (statistics === null) return undefined;
    sum += statistics.averageWidth * (1 - statistics.nullShare);
  }
  return sum;
}

/** `fillfactor=70` of the storage parameters as a share; 1 where none is set. */
function fillOf(options: readonly string[], usual: number): number {
  const set = options.map((option) => /^fillfactor=(?<percent>\d+)$/.exec(option)?.groups?.["percent"]);
  const percent = set.find((one) => one !== undefined);
  return percent === undefined ? usual : Number(percent) / 100;
}

/**
 * What the rows of a table would take if they were written anew, in bytes: rows by their average width, on pages filled as
 * the table asks. An estimate from pg_stats, without TOAST; null where a column has no statistics.
 */
export function expectedTableBytes({ columns, rows, options }: Table): number | null {
  const width = widthOf(columns.filter(({ generated }) => generated !== "virtual"));
  if (width === undefined || rows.count === null) return null;
  const perPage = Math.max(
    1,
    Math.floor(((PAGE_BYTES - PAGE_HEADER) * fillOf(options, 1)) / (aligned(width) + ROW_OVERHEAD)),
  );
  return Math.ceil(rows.count / perPage) * PAGE_BYTES;
}

/** The same of a btree on columns, without the savings of deduplication; null for any other index. */
export function expectedIndexBytes(index: TableIndex, table: Table): number | null {
  if (index.method !== "btree" || index.predicate !== null || table.rows.count === null) return null;
  const names = [...index.keys.map(({ column }) => column), ...index.include];
  const columns = names.map((name) => table.columns.find((column) => column.name === name));
  const known = columns.flatMap((column) => (column === undefined ? [] : [column]));
  const width = known.length === names.length ? widthOf(known) : undefined;
  return width === undefined ? null : (table.rows.count * (aligned(width) + ENTRY_OVERHEAD)) / LEAF_FILL;
}

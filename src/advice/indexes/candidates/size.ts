import type { Candidate } from "./candidate.ts";
import { columnNamed, distinctOf, isShared, widthOf } from "./statistics.ts";

export interface IndexSize {
  /** Of 8 kB. */
  readonly pages: number;
  readonly rows: number;
}

const PAGE_BYTES = 8_192;
/** Page header and btree's own data at the page's end. */
const PAGE_OVERHEAD = 24 + 16;
const LEAF_FILL = 0.9;
const POINTER = 4;
const TUPLE_HEAD = 8;
const ROW_NUMBER = 6;
/** A tuple of many row numbers may fill a tenth of a page when an index is built (nbtsort.c). */
const LARGEST_POSTING = 812;
/** Inner pages, as a share of the leaves. */
const INNER = 1.006;

/** How large an index over so many rows would be when it has just been built. Estimated from widths and distinct values. */
export function sizeOf(candidate: Candidate, rows: number): IndexSize {
  const pages = candidate.method === "btree" ? btreePages(candidate, rows) : otherPages(candidate, rows);
  return { rows, pages: Math.max(2, Math.ceil(pages)) };
}

const aligned = (bytes: number): number => Math.ceil(bytes / 8) * 8;

function btreePages(candidate: Candidate, rows: number): number {
  const { table, keys, include } = candidate;
  const included = include.reduce((sum, name) => sum + widthOf(table, { kind: "column", name }), 0);
  const width = keys.reduce((sum, { term }) => sum + widthOf(table, term), included);
  const usable = (PAGE_BYTES - PAGE_OVERHEAD) * LEAF_FILL;
  const bytes = leafBytes(candidate, rows, aligned(TUPLE_HEAD + width));
  return 1 + (bytes / usable) * INNER;
}

function leafBytes(candidate: Candidate, rows: number, tuple: number): number {
  const { table, keys, include } = candidate;
  const alone = tuple + POINTER;
  const canShare = include.length === 0 && keys.every(({ term }) => isShared(table, term));
  const distinct = distinctKeys(candidate, rows);
  const each = rows / distinct;
  if (!canShare || each < 2) return rows * alone;
  const most = Math.max(1, Math.floor((LARGEST_POSTING - tuple) / ROW_NUMBER));
  const postings = Math.max(1, each / most);
  return distinct * (postings * alone + each * ROW_NUMBER);
}

/** A key of which the predicate leaves one value counts as one. */
function distinctKeys({ table, keys, predicate }: Candidate, rows: number): number {
  const told = predicate?.split(" AND ") ?? [];
  const isOne = (name: string): boolean =>
    told.some((part) => part === name || part === `${name} IS NULL` || part.startsWith(`${name} = `));
  const counts = keys.map(({ term }) =>
    term.kind === "column" && isOne(term.name) ? 1 : distinctOf(table, term, rows),
  );
  const product = counts.reduce((all, count) => all * count, 1);
  return Math.max(1, Math.min(rows, product));
}

/** Rows per range of a BRIN, and rough bytes per row of the others: their planners ask little more than an order of size. */
const BRIN_PAGES = 128;

/** A value's hash and its row's place, and the item's pointer. */
const HASH_ENTRY = 20;

function otherPages({ table, method, keys }: Candidate, rows: number): number {
  const width = keys.reduce((sum, { term }) => sum + widthOf(table, term), 0);
  if (method === "brin") return 3 + (table.pages / BRIN_PAGES) * ((width * 2 + 28) / PAGE_BYTES);
  if (method === "hash") return 4 + (rows * HASH_ENTRY) / (PAGE_BYTES * 0.75);
  if (method === "gist" || method === "spgist")
    return (rows * (aligned(width + TUPLE_HEAD) + POINTER)) / (PAGE_BYTES * 0.65);
  return ginPages(
    keys.flatMap(({ term }) => (term.kind === "column" ? [columnNamed(table, term.name)] : [])),
    rows,
    width,
  );
}

const ENTRY_BYTES = 12;

function ginPages(columns: readonly unknown[], rows: number, width: number): number {
  const entries = Math.max(1, width / ENTRY_BYTES) * Math.max(1, columns.length);
  return 1 + (rows * entries * 4) / PAGE_BYTES;
}

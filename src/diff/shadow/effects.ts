import type { Reads } from "./counters.ts";
import type { Relation, Relations } from "./relations.ts";

/** What a statement did to files, by the relations as they were before it. */
export interface Effects {
  readonly rewritten: readonly Relation[];
  /** How often each table was read from end to end. */
  readonly scanned: ReadonlyMap<Relation, number>;
  /** Indexes on tables that were there, by their names now. */
  readonly built: readonly Relation[];
  /** Relations that were not there before. */
  readonly created: readonly Relation[];
}

export interface Change {
  /** Those whose users may wait: what the script's own transaction has made is not among them. */
  readonly before: Relations;
  /** Every relation right before the statement, where these are more. */
  readonly there?: Relations;
  readonly after: Relations;
  /** Full reads by OID, by the session's counters. */
  readonly reads: ReadonlyMap<string, Reads>;
  /** Whether the statement is one that fills new files from the old ones, whatever was in them. */
  readonly isRewriting: boolean;
}

/**
 * A new file means that all rows were written anew, unless nothing was read to fill it: TRUNCATE gives a table an empty one.
 * An index that came with a file of its own was built, and its table read for it; one that took over an old file (a
 * wider varchar) was not.
 */
export function effectsOf(change: Change): Effects {
  const refiled = [...change.before.values()].filter((relation) => isRefiled(relation, change));
  const emptied = new Set(refiled.filter((table) => isEmptied(table, change)).map(({ oid }) => oid));
  const built = builtIndexes(change).filter(({ table }) => table === null || !emptied.has(table));
  const rewritten = refiled.filter(({ oid, table }) => !emptied.has(oid) && !(table !== null && emptied.has(table)));
  return {
    rewritten: rewritten.filter(({ kind }) => kind !== "sequence"),
    scanned: scannedTables(change, { rewritten, built }),
    built,
    created: [...change.after.values()].filter(({ oid }) => !thereBefore(change).has(oid)),
  };
}

const thereBefore = ({ there, before }: Change): Relations => there ?? before;

function isRefiled({ oid, file }: Relation, { after }: Change): boolean {
  const now = after.get(oid);
  return now !== undefined && now.file !== file;
}

/** Not a row was read for the new file: there was none to read, or TRUNCATE has thrown them away. */
function isEmptied({ oid, kind, tablespace }: Relation, { after, reads, isRewriting }: Change): boolean {
  if (kind !== "table" || after.get(oid)?.tablespace !== tablespace) return false;
  return !isRewriting && (reads.get(oid)?.rows ?? 0) === 0;
}

/** REFRESH with no data, or over an empty query. */
const isUnfilled = ({ oid, kind }: Relation, { reads }: Change): boolean =>
  kind === "materialized-view" && (reads.get(oid)?.rows ?? 0) === 0;

function builtIndexes(change: Change): readonly Relation[] {
  const { before, after } = change;
  const oldFiles = new Set([...thereBefore(change).values()].map(({ file }) => file));
  return [...after.values()].filter(
    ({ kind, file, table }) =>
      kind === "index" && file !== "0" && !oldFiles.has(file) && table !== null && before.has(table),
  );
}

function scannedTables(
  change: Change,
  { rewritten, built }: Pick<Effects, "rewritten" | "built">,
): ReadonlyMap<Relation, number> {
  const { before, reads } = change;
  // A file that came without a row was not read, though its new indexes asked it for rows.
  const unread = new Set(
    [...before.values()]
      .filter(
        (relation) => isRefiled(relation, change) && (isEmptied(relation, change) || isUnfilled(relation, change)),
      )
      .map(({ oid }) => oid),
  );
  const implied = new Set([
    ...rewritten.filter(({ kind }) => kind === "table").map(({ oid }) => oid),
    ...built.map(({ table }) => table ?? ""),
  ]);
  return new Map(
    [...before.values()]
      .filter(({ oid }) => !unread.has(oid) && (reads.has(oid) || implied.has(oid)))
      .map((relation) => [relation, reads.get(relation.oid)?.times ?? 1]),
  );
}

import { relationKey, type Session } from "../../../catalog/index.ts";
import { textOf } from "../cells.ts";
import type { TargetStatistics } from "./facts.ts";

/** A file of the shadow's data folder that is to be as long as the target's, as a hole: it takes no space. */
export interface SparseFile {
  /** Absolute, as the server names it. */
  readonly path: string;
  readonly bytes: number;
}

const PAGE_BYTES = 8_192;
/** A relation is kept in files of 1 GB each. */
const SEGMENT_PAGES = 131_072;

const PATHS = `select n.nspname::text as schema, c.relname::text as name,
    current_setting('data_directory') || '/' || pg_relation_filepath(c.oid) as path
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'm', 'i') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`;

/**
 * How long the files of a shadow have to be for its planner to see the target's pages: it asks the file, not pg_class. Only for a
 * shadow whose statements are planned and never run: reading such a table reads every empty page.
 *
 * @example
 * const total = (await sparseFiles(session, targetStatistics)).reduce((sum, { bytes }) => sum + bytes, 0);
 */
export async function sparseFiles(session: Session, { relations }: TargetStatistics): Promise<readonly SparseFile[]> {
  const rows = await session.query(PATHS);
  const paths = new Map(
    rows.map((row) => [relationKey({ schema: textOf(row, "schema"), name: textOf(row, "name") }), textOf(row, "path")]),
  );
  return relations.flatMap(({ relation, pages }) => {
    const path = paths.get(relationKey(relation));
    return path === undefined ? [] : segmentsOf(path, pages);
  });
}

function segmentsOf(path: string, pages: number): readonly SparseFile[] {
  const count = Math.ceil(pages / SEGMENT_PAGES);
  return Array.from({ length: count }, (_, place) => ({
    path: place === 0 ? path : `${path}.${place}`,
    bytes: Math.min(SEGMENT_PAGES, pages - place * SEGMENT_PAGES) * PAGE_BYTES,
  }));
}

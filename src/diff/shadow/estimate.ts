import { relationKey } from "../../catalog/index.ts";
import type { Effects } from "./effects.ts";
import type { Relation } from "./relations.ts";

/** Pages of 8 kB and rows of a relation, as the target's pg_class has them. */
interface RelationSize {
  readonly pages: number;
  readonly rows: number;
}

/** By `relationKey`. */
export type RelationSizes = ReadonlyMap<string, RelationSize>;

const PAGE_BYTES = 8_192;
const MEGABYTE = 1_000_000;
/** A middling cloud disk. */
export const MEGABYTES_PER_SECOND = 100;

export interface Disk {
  /** By OID. */
  readonly pages: ReadonlyMap<string, number>;
  readonly megabytesPerSecond?: number | undefined;
}

/**
 * Seconds that a statement is busy with the target's files: pages of each full read, once more what is written anew, and the
 * pages of indexes that are built. Null where it reads nothing, or where no size is known. Processors, caches and waiting for
 * locks are left out: it is a size in seconds, not a forecast.
 */
export function estimatedSeconds({ scanned, rewritten, built }: Effects, disk: Disk): number | null {
  const pagesOf = ({ oid }: Relation): number | undefined => disk.pages.get(oid);
  const tables = rewritten.filter(({ kind }) => kind !== "index");
  const parts = [
    ...[...scanned].map(([relation, times]) => scaled(pagesOf(relation), times)),
    ...[...tables, ...built].map(pagesOf),
  ].filter((pages) => pages !== undefined);
  if (parts.length === 0) return null;
  const bytes = parts.reduce((sum, pages) => sum + pages, 0) * PAGE_BYTES;
  return bytes / ((disk.megabytesPerSecond ?? MEGABYTES_PER_SECOND) * MEGABYTE);
}

const scaled = (pages: number | undefined, times: number): number | undefined =>
  pages === undefined ? undefined : pages * times;

/** Sizes by the OIDs that the target's names have on the shadow: they outlive a rename. */
export function pagesByOid(relations: Iterable<Relation>, sizes: RelationSizes): ReadonlyMap<string, number> {
  const pages = [...relations].flatMap((relation): readonly [string, number][] => {
    const size = sizes.get(relationKey(relation.name));
    return size === undefined ? [] : [[relation.oid, size.pages]];
  });
  return new Map(pages);
}

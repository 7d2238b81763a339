import type { FileDecision } from "./decide.ts";
import { hashOf } from "./hash.ts";
import type { ApiRecord, Hashes } from "./manifest.ts";

/** While files are written old and new texts count as ours: an interrupted run can be run again. */
export function recordDuring(record: ApiRecord, decisions: readonly FileDecision[]): ApiRecord {
  const both = (known: ReadonlyMap<string, Hashes>, isManaged: boolean): ReadonlyMap<string, Hashes> => {
    const files = new Map(known);
    for (const { path, generated } of decisions.filter((one) => (one.ownership === "managed") === isManaged)) {
      if (generated !== undefined) files.set(path, [...new Set([...(known.get(path) ?? []), hashOf(generated)])]);
    }
    return files;
  };
  return {
    managed: both(record.managed, true),
    own: both(record.own, false),
    operations: record.operations,
    options: record.options,
  };
}

/** What the next run is decided by. */
export function recordAfter(
  record: ApiRecord,
  decisions: readonly FileDecision[],
  { operations, options }: Pick<ApiRecord, "operations" | "options">,
): ApiRecord {
  const managed = new Map<string, Hashes>();
  const own = new Map<string, Hashes>();
  for (const { path, ownership, generated, after } of decisions) {
    const files = ownership === "managed" ? managed : own;
    const hashes = generated === undefined ? undefined : [hashOf(generated)];
    const kept = after === undefined || ownership === "managed" ? undefined : record.own.get(path);
    const known = hashes ?? kept;
    if (known !== undefined) files.set(path, known);
  }
  return { managed, own, operations, options };
}

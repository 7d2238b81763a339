import { diff3Merge } from "node-diff3";
import { reconcileRegion, type Region } from "./merge-region.ts";
import { formed, formOf, plain } from "./text.ts";

/** Three texts of a file: as it was generated, as it stands, as it is generated now. */
export interface Versions {
  readonly base: string;
  readonly yours: string;
  readonly next: string;
}

/** Lines that both sides changed, differently. */
export interface Conflict {
  /** First line in the file as it stands, from 1. */
  readonly line: number;
  readonly yours: readonly string[];
  readonly next: readonly string[];
}

export type Merge =
  | { readonly kind: "merged"; readonly text: string }
  | { readonly kind: "conflict"; readonly conflicts: readonly Conflict[] };

/**
 * The edits of `yours` applied to `next`, line by line, in the form (line ends, byte order mark) of `yours`. Two changes that only
 * touch each other are both kept; two that overlap are a conflict, unless they say the same.
 */
export function mergeText({ base, yours, next }: Versions): Merge {
  const [a, o, b] = [plain(yours), plain(base), plain(next)].map((text) => text.split("\n"));
  const out: string[] = [];
  const conflicts: Conflict[] = [];
  for (const { ok, conflict } of diff3Merge(a ?? [], o ?? [], b ?? [], { excludeFalseConflicts: true })) {
    if (ok !== undefined) for (const line of ok) out.push(line);
    if (conflict === undefined) continue;
    const region: Region = { yours: conflict.a, base: conflict.o, next: conflict.b };
    const lines = reconcileRegion(region);
    if (lines === undefined) conflicts.push({ line: conflict.aIndex + 1, yours: conflict.a, next: conflict.b });
    else out.push(...lines);
  }
  if (conflicts.length > 0) return { kind: "conflict", conflicts };
  return { kind: "merged", text: formed(out.join("\n"), formOf(yours)) };
}

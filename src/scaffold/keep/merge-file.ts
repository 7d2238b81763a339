import { isSound } from "./handlers/index.ts";
import { mergeText, type Merge, type Versions } from "./merge.ts";
import { mergeStatements } from "./merge-statements.ts";

/**
 * Edits of a generated module carried over: by lines, or where these collide by statements. What parsed before, with no name
 * declared twice, must do so after it, else it is a conflict.
 */
export function mergeFile(versions: Versions): Merge {
  const merge = mergeText(versions);
  if (!isSound(versions.yours) || isGood(merge)) return merge;
  const other = mergeStatements(versions);
  if (other !== undefined && (other.kind === "conflict" || isGood(other))) return other;
  return merge.kind === "conflict" ? merge : { kind: "conflict", conflicts: [] };
}

const isGood = (merge: Merge): boolean => merge.kind === "merged" && isSound(merge.text);

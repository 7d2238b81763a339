// What may be written over what: the manifest, three-way merges, the decision per file, diffs.
// Belongs here: facts → actions. Does not: what the files say, and the disk itself.
export {
  decideLeftover,
  decideManaged,
  decideOnce,
  type FileAction,
  type FileDecision,
  type FoundFile,
} from "./decide.ts";
export * from "./handlers/index.ts";
export { hashOf } from "./hash.ts";
export { apiRecord, withApi, writeManifest, type ApiRecord, type Manifest, type OperationRecord } from "./manifest.ts";
export { readManifest, type ReadManifest } from "./manifest-read.ts";
export { mergeText, type Conflict, type Merge } from "./merge.ts";
export { mergeFile } from "./merge-file.ts";
export { planRun, type RunFacts, type RunPlan, type UnreadableFile } from "./plan.ts";
export { recordAfter, recordDuring } from "./record.ts";
export { plain } from "./text.ts";
export { unifiedDiff } from "./unified.ts";

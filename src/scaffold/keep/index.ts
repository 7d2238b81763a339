// What may be written over what: the manifest of managed files, their hashes, the decision per file.
// Belongs here: facts → actions. Does not: what the files say, and the disk itself.
export { decideFile, decideLeftover, type FileAction, type FileDecision, type FoundFile } from "./decide.ts";
export { hashOf, readManifest, writeManifest, type Manifest } from "./manifest.ts";
export { missingHandlers } from "./missing.ts";

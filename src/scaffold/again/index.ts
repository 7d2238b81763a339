// A later run over a document of which a few operations changed: only their files are made, the others stay as they were.
// Belongs here: what to remember of a run, and when its files still hold. Does not: where that is kept (commands), merging (keep).
export { memoryOf, type Memory, type RememberedFile } from "./memory.ts";
export { generateAgain, type Again, type Before } from "./again.ts";

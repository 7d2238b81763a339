// A merged result as text. Belongs here: its layout. Does not: merging (load/merge), the findings' English.
export { mergedText } from "./text.ts";

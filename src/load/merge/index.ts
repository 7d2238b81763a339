// Summaries of several generators as one: distributions inverted and added up by count, never averaged.
// Belongs here: reading k6's summaries and our own reports, merging them. Does not: files, layout.
export { mergeQuantile, type Spread } from "./spread.ts";
export { readSummaries, type Part, type Reading } from "./read.ts";
export { mergedReport } from "./merged.ts";

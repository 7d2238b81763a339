// The published format of a merged result. Belongs here: names, units, meanings. Does not: how it is computed (merge).
export { mergedSchema, type Merged, type MergedFigures } from "./report.ts";

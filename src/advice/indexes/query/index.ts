// What a parsed statement asks of each table: values compared, order, grouping, constants, columns read.
// Belongs here: parse trees. Does not: which index would serve (candidates), what it would be worth (shadow).
export type { Operation } from "./operators.ts";
export { needsOf, type SortTerm, type TableNeed } from "./need.ts";
export { tableOf } from "./owner.ts";
export { type RangeParameter, rangeParametersOf } from "./range-parameters.ts";
export { columnsOf, type Term, termKey } from "./term.ts";
export { comparedParametersOf } from "./compared-parameters.ts";

// How long a regular expression of a document can take on a text of a stranger, told before a line of code is written.
// Belongs here: reading patterns as automata, counting the ways that a backtracking engine may try. Does not: running them.
export { costOf, type PatternCost } from "./cost.ts";

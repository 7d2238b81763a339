// Which indexes could serve what queries need, and how large each would be.
// Belongs here: forms of indexes, made without a database. Does not: what they are worth (shadow, choose).
export { bodyOf, type Candidate, candidateKey, type CandidateKey, createSql, nameWords } from "./candidate.ts";
export { beginsWith } from "./begins-with.ts";
export { candidatesFor, columnsOfCandidate, popularityOf } from "./candidates.ts";
export { type Wanting, wantingExtensions } from "./methods.ts";
export { sizeOf } from "./size.ts";

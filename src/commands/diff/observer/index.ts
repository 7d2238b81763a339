// Another pair of eyes on a shadow: pg_dump, which shares no line with our own reader of catalogues.
// Belongs here: finding it, asking it, holding two of its answers against each other. Does not: our own comparison (diff).
export { describeDatabase, type Description } from "./describe.ts";
export { observe, type Looks, type Observed } from "./observe.ts";

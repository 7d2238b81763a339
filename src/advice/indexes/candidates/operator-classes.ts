import type { Operation } from "../query/index.ts";
import type { Candidate } from "./candidate.ts";

/** What of a need only certain operator classes answer. */
export type Asked = Operation | "inside" | "equality" | "nearest";

/** A way of indexing that PostgreSQL has for an operator of a type. */
export interface OperatorClass {
  readonly method: Candidate["method"];
  /** Null for the type's default; `pattern` for the one that the column's type and collation want. */
  readonly name: string | null;
  /** That brings it; null where PostgreSQL has it. */
  readonly extension: string | null;
}

interface Row {
  readonly types: RegExp;
  readonly asked: readonly Asked[];
  readonly classes: readonly OperatorClass[];
}

const of = (
  method: OperatorClass["method"],
  name: string | null = null,
  extension: string | null = null,
): OperatorClass => ({
  method,
  name,
  extension,
});

/** An expression's type is not known: it is taken for a text where the operator is one of texts. */
const TEXT = /^(?:|text|character varying.*|character\(.*|name|(?:\w+\.)?citext)$/;
const JSON_PATHS = [of("gin", "jsonb_path_ops"), of("gin")];
const TRIGRAMS = of("gin", "gin_trgm_ops", "pg_trgm");
const NEAR_TRIGRAMS = of("gist", "gist_trgm_ops", "pg_trgm");
/** By distance, of plain values. */
const NUMBERS = /^(?:smallint|integer|bigint|real|double precision|date|time|timestamp|interval|money)/;

/** PostgreSQL's operator classes beside btree's own (manual, 65 to 70, and the pages of the extensions), by what is asked of which type. */
const ROWS: readonly Row[] = [
  { types: /range$/, asked: ["contains", "overlaps", "beside"], classes: [of("gist")] },
  {
    types: /^(?:inet|cidr)$/,
    asked: ["network", "overlaps", "beside"],
    classes: [of("gist", "inet_ops")],
  },
  { types: /^(?:inet|cidr)$/, asked: ["network", "beside"], classes: [of("btree")] },
  {
    types: /^(?:point|box|polygon|circle)$/,
    asked: ["contains", "overlaps", "beside", "nearest"],
    classes: [of("gist")],
  },
  { types: /^(?:point|box|polygon)$/, asked: ["contains", "overlaps", "beside", "nearest"], classes: [of("spgist")] },
  { types: /^jsonb$/, asked: ["contains", "matches"], classes: JSON_PATHS },
  { types: /^jsonb$/, asked: ["has-key"], classes: [of("gin")] },
  { types: /\[\]$/, asked: ["contains", "overlaps", "equality"], classes: [of("gin")] },
  { types: /^(?:tsvector)?$/, asked: ["matches"], classes: [of("gin")] },
  { types: /^(?:\w+\.)?hstore$/, asked: ["contains", "has-key"], classes: [of("gin", null, "hstore")] },
  {
    types: /^(?:\w+\.)?ltree$/,
    asked: ["contains", "inside", "has-key", "matches"],
    classes: [of("gist", null, "ltree")],
  },
  { types: /^(?!.*(?:ltree|hstore|jsonb)$)/, asked: ["inside"], classes: [TRIGRAMS] },
  { types: TEXT, asked: ["similar"], classes: [TRIGRAMS] },
  { types: TEXT, asked: ["nearest"], classes: [NEAR_TRIGRAMS] },
  { types: TEXT, asked: ["starts"], classes: [of("btree", "pattern"), of("spgist")] },
  { types: NUMBERS, asked: ["nearest"], classes: [of("gist", null, "btree_gist")] },
];

/**
 * The ways of indexing that answer an operator on a type.
 *
 * @example
 * classesFor("has-key", "jsonb"); // [{ method: "gin", name: null, extension: null }]
 */
export const classesFor = (asked: Asked, type: string): readonly OperatorClass[] =>
  ROWS.filter((row) => row.types.test(type) && row.asked.includes(asked)).flatMap(({ classes }) => classes);

import { relationKey, type Table } from "../../../catalog/index.ts";
import { quoteIdentifier } from "../../../sql/index.ts";
import { sqlName } from "../../names.ts";
import { columnsOf, type Term } from "../query/index.ts";

export interface CandidateKey {
  readonly term: Term;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
  /** Null for the type's default. */
  readonly operatorClass: string | null;
}

/** An index that could be built. */
export interface Candidate {
  readonly table: Table;
  readonly method: "btree" | "hash" | "gin" | "gist" | "spgist" | "brin";
  readonly keys: readonly CandidateKey[];
  readonly include: readonly string[];
  /** SQL of its rows' condition; null for all rows. */
  readonly predicate: string | null;
}

/** A key in the default order. */
export const plainKey = (term: Term): CandidateKey => ({
  term,
  descending: false,
  nullsFirst: false,
  operatorClass: null,
});

/** What stands behind the table's name in CREATE INDEX. @example bodyOf(candidate); // "(user_id, at DESC) WHERE (at IS NOT NULL)" */
export function bodyOf({ method, keys, include, predicate }: Candidate): string {
  const using = method === "btree" ? "" : `USING ${method} `;
  const included = include.length === 0 ? "" : ` INCLUDE (${include.map(quoted).join(", ")})`;
  return `${using}(${keys.map(keySql).join(", ")})${included}${predicate === null ? "" : ` WHERE (${predicate})`}`;
}

const quoted = (name: string): string => quoteIdentifier(name, "postgresql");

function keySql({ term, descending, nullsFirst, operatorClass }: CandidateKey): string {
  const subject = term.kind === "column" ? quoted(term.name) : `(${term.sql})`;
  const nulls = nullsFirst === descending ? "" : ` NULLS ${nullsFirst ? "FIRST" : "LAST"}`;
  return `${subject}${operatorClass === null ? "" : ` ${operatorClass}`}${descending ? " DESC" : ""}${nulls}`;
}

/** The whole statement, without CONCURRENTLY. */
export const createSql = (candidate: Candidate, name: string): string =>
  `CREATE INDEX ${quoted(name)} ON ${sqlName(candidate.table)} ${bodyOf(candidate)}`;

/** One text per candidate. */
export const candidateKey = (candidate: Candidate): string => `${relationKey(candidate.table)} ${bodyOf(candidate)}`;

/** The words of its name behind the table's: its columns; of an expression its words. */
export function nameWords({ keys }: Candidate): readonly string[] {
  return keys.flatMap(({ term }) =>
    term.kind === "column" ? [term.name] : (term.sql.match(/[A-Za-z_][A-Za-z0-9_]*/g) ?? columnsOf(term)).slice(0, 4),
  );
}

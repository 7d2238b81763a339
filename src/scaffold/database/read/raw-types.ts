import { isRecord, isDefined } from "../../../kit/index.ts";
import type { Ask, Row } from "../../../catalog/index.ts";
import type { TypeFacts } from "../facts.ts";

/** A row of pg_type. */
interface RawType {
  readonly name: string;
  readonly schema: string;
  /** As format_type spells it without a length. */
  readonly sql: string;
  /** pg_type.typtype: `b`, `c`, `d`, `e`, `p`, `r` or `m`. */
  readonly letter: string;
  readonly isArray: boolean;
  readonly element: string;
  readonly base: string;
  readonly baseModifier: number;
  readonly notNull: boolean;
  readonly labels: readonly string[];
  readonly checks: readonly string[];
}

const TYPES = `SELECT t.oid::text AS oid, t.typname::text AS name, n.nspname::text AS schema,
  format_type(t.oid, NULL) AS sql, t.typtype::text AS letter, t.typcategory = 'A' AND t.typlen = -1 AND t.typelem <> 0 AS "isArray",
  t.typelem::text AS element, t.typbasetype::text AS base, t.typtypmod::int AS "baseModifier", t.typnotnull AS "notNull",
  ARRAY(SELECT e.enumlabel::text FROM pg_enum e WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder) AS labels,
  ARRAY(SELECT k.conname::text FROM pg_constraint k WHERE k.contypid = t.oid ORDER BY k.conname) AS checks
  FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
  WHERE t.typtype <> 'c' OR EXISTS (SELECT FROM pg_class c WHERE c.oid = t.typrelid AND c.relkind = 'c')`;

/** Finds out what a type is, by its oid and its modifier. */
export type Resolve = (oid: string, modifier: number) => TypeFacts;

/** Every type of the database, and what stands behind it. */
export async function readTypes(ask: Ask): Promise<Resolve> {
  const types = new Map((await ask(TYPES)).map((row) => [String(row["oid"]), rawType(row)]));
  const resolve: Resolve = (oid, modifier) => typeFacts(types.get(oid), modifier, resolve);
  return resolve;
}

function rawType(row: Row): RawType {
  return {
    name: String(row["name"]),
    schema: String(row["schema"]),
    sql: String(row["sql"]),
    letter: String(row["letter"]),
    isArray: row["isArray"] === true,
    element: String(row["element"]),
    base: String(row["base"]),
    baseModifier: Number(row["baseModifier"]),
    notNull: row["notNull"] === true,
    labels: texts(row["labels"]),
    checks: texts(row["checks"]),
  };
}

const texts = (cell: unknown): readonly string[] => (Array.isArray(cell) ? cell.map(String) : []);

const UNKNOWN: TypeFacts = { kind: "other", name: "unknown", sql: "text", notNull: false, checks: [] };

/** A domain is its base type here: rows compare and print alike. */
function typeFacts(raw: RawType | undefined, modifier: number, resolve: Resolve): TypeFacts {
  if (raw === undefined) return UNKNOWN;
  // `character` alone would be one character long.
  const sql = raw.name === "bpchar" ? "bpchar" : raw.sql;
  const common = { name: raw.name, sql, notNull: raw.notNull, checks: [] };
  if (raw.letter === "d") {
    const base = resolve(raw.base, raw.baseModifier);
    return { ...base, notNull: raw.notNull || base.notNull, checks: [...raw.checks, ...base.checks] };
  }
  if (raw.isArray) return { ...common, kind: "array", element: resolve(raw.element, modifier) };
  if (raw.letter === "e") return { ...common, kind: "enum", labels: raw.labels };
  if (raw.letter === "b" && raw.schema === "pg_catalog")
    return { ...common, kind: "base", ...lengthOf(raw.name, modifier) };
  return { ...common, kind: "other" };
}

/** The modifier of a character type is its length and four bytes. */
function lengthOf(name: string, modifier: number): { readonly maximum?: number } {
  return (name === "varchar" || name === "bpchar") && modifier > 4 ? { maximum: modifier - 4 } : {};
}

/** Records of a cell that holds a JSON array as text. */
export function recordsIn(cell: unknown): readonly Row[] {
  const value: unknown = typeof cell === "string" ? JSON.parse(cell) : [];
  return Array.isArray(value) ? value.filter(isRecord).filter(isDefined) : [];
}

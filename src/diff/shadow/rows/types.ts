import type { Row, Session } from "../../../catalog/index.ts";
import { textOf, textsOf } from "../cells.ts";

/** What a value of a type is made of. */
export interface SentinelType {
  /** `int4`, `timestamptz`; for a type of a user its own name. */
  readonly name: string;
  readonly kind: "base" | "enum" | "domain" | "composite" | "range" | "multirange" | "array" | "other";
  readonly labels: readonly string[];
  /** OIDs: the element, the domain's base, the range's subtype, the multirange's range, or the fields. */
  readonly parts: readonly string[];
  /** SQL over VALUE. */
  readonly checks: readonly string[];
}

export type SentinelTypes = ReadonlyMap<string, SentinelType>;

const TYPES = `select t.oid::text as oid, t.typname::text as name, t.typtype::text as typtype,
    t.typcategory = 'A' and t.typelem <> 0 as is_array,
    array(select e.enumlabel::text from pg_enum e where e.enumtypid = t.oid order by e.enumsortorder)::text[] as labels,
    array(select pg_get_expr(k.conbin, 0) from pg_constraint k where k.contypid = t.oid and k.contype = 'c')::text[] as checks,
    case
      when t.typcategory = 'A' and t.typelem <> 0 then array[t.typelem::text]
      when t.typtype = 'd' then array[t.typbasetype::text]
      when t.typtype = 'r' then array(select r.rngsubtype::text from pg_range r where r.rngtypid = t.oid)
      when t.typtype = 'c' then array(select a.atttypid::text from pg_attribute a
        where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped order by a.attnum)
      else '{}' end::text[] as parts
  from pg_type t
  where t.oid < 16384 or t.typtype <> 'c' or exists (select from pg_class c where c.oid = t.typrelid and c.relkind = 'c')`;

// pg_range knows multiranges from 14 on.
const MULTIRANGES = "select r.rngmultitypid::text as oid, r.rngtypid::text as range_oid from pg_range r";

/** All types of the database by OID. */
export async function readSentinelTypes(session: Session): Promise<SentinelTypes> {
  const types = new Map((await session.query(TYPES)).map((row) => [textOf(row, "oid"), typeOf(row)]));
  if (session.serverVersion < 140_000) return types;
  for (const row of await session.query(MULTIRANGES)) {
    const found = types.get(textOf(row, "oid"));
    if (found !== undefined) types.set(textOf(row, "oid"), { ...found, parts: [textOf(row, "range_oid")] });
  }
  return types;
}

function typeOf(row: Row): SentinelType {
  return {
    name: textOf(row, "name"),
    kind: row["is_array"] === true ? "array" : (KINDS[textOf(row, "typtype")] ?? "other"),
    labels: textsOf(row, "labels"),
    parts: textsOf(row, "parts"),
    checks: textsOf(row, "checks"),
  };
}

const KINDS: Readonly<Record<string, SentinelType["kind"]>> = {
  b: "base",
  e: "enum",
  d: "domain",
  c: "composite",
  r: "range",
  m: "multirange",
};

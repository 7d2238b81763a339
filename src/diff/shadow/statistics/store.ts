import type { Row, Session } from "../../../catalog/index.ts";
import { quoteLiteral } from "../../../sql/index.ts";
import { textOf } from "../cells.ts";
import type { ColumnValueStatistics, RelationStatistics } from "./facts.ts";

const RELATION = `update pg_class c set relpages = $3::int4, reltuples = $4::real, relallvisible = $5::int4
  from pg_namespace n where n.oid = c.relnamespace and n.nspname = $1::text and c.relname = $2::text returning true as done`;

/** Straight into pg_class: servers before 18 have no function for it. */
export async function storeRelation(session: Session, facts: RelationStatistics): Promise<boolean> {
  const { relation, pages, rows, allVisiblePages } = facts;
  return (await session.query(RELATION, [relation.schema, relation.name, pages, rows, allVisiblePages])).length > 0;
}

/** Kinds of pg_statistic.h with the operator and the collation that each is kept with. */
interface Slot {
  readonly kind: number;
  /** `=` or `<` of the column's type, `element` for `=` of its elements, `float8` for `<` of lengths, `none`. */
  readonly operator: "equal" | "less" | "element" | "float8" | "none";
  readonly numbers: string | null;
  readonly values: string | null;
}

// Types that share another's operators: an index on varchar is one on text, as on any array, enum or range.
const COLUMN = `select a.attrelid::text as relation, a.attnum::text as number, a.atttypid::text as type, a.attcollation::text as coll,
    case when t.typelem <> 0 and t.typcategory = 'A' then t.typelem else 0 end::text as element,
    (select o.amopopr::oid::text from family f join pg_amop o on o.amopfamily = f.opcfamily and o.amoplefttype = f.opcintype
      and o.amoprighttype = f.opcintype and o.amopstrategy = 3 where f.of_type = 'column' order by f.rank limit 1) as equal,
    (select o.amopopr::oid::text from family f join pg_amop o on o.amopfamily = f.opcfamily and o.amoplefttype = f.opcintype
      and o.amoprighttype = f.opcintype and o.amopstrategy = 1 where f.of_type = 'column' order by f.rank limit 1) as less,
    (select o.amopopr::oid::text from family f join pg_amop o on o.amopfamily = f.opcfamily and o.amoplefttype = f.opcintype
      and o.amoprighttype = f.opcintype and o.amopstrategy = 3 where f.of_type = 'element' order by f.rank limit 1) as element_equal
  from target a join pg_type t on t.oid = a.atttypid`;

const WITH = `with target as (
    select a.* from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = $1::text and c.relname = $2::text and a.attname = $3::text and a.attnum > 0 and not a.attisdropped
  ), bases as (
    select 'column' as of_type, coalesce(nullif(t.typbasetype, 0), t.oid) as oid
    from target a join pg_type t on t.oid = a.atttypid
    union all
    select 'element', t.typelem from target a join pg_type t on t.oid = a.atttypid where t.typcategory = 'A' and t.typelem <> 0
    union all
    select 'element', 'text'::regtype from target a where a.atttypid = 'tsvector'::regtype
  ), family as (
    select b.of_type, c.opcfamily, c.opcintype, case when c.opcintype = b.oid then 0 else 1 end as rank
    from bases b join pg_type t on t.oid = b.oid
    join pg_opclass c on c.opcdefault and c.opcmethod = (select oid from pg_am where amname = 'btree')
      and (c.opcintype = b.oid or (t.typname = 'varchar' and c.opcintype = 'text'::regtype)
        or (t.typcategory = 'A' and c.opcintype = 'anyarray'::regtype) or (t.typtype = 'e' and c.opcintype = 'anyenum'::regtype)
        or (t.typtype = 'r' and c.opcintype = 'anyrange'::regtype) or (t.typtype = 'c' and c.opcintype = 'record'::regtype))
  ) `;

/** Straight into pg_statistic, one slot per kind of knowledge, as ANALYZE fills them. */
export async function storeColumn(session: Session, facts: ColumnValueStatistics): Promise<boolean> {
  const { relation, column, inherited, values } = facts;
  const [found] = await session.query(WITH + COLUMN, [relation.schema, relation.name, column]);
  if (found === undefined) return false;
  const place = [textOf(found, "relation"), textOf(found, "number"), inherited];
  await session.query(
    "delete from pg_statistic where starelid = $1::oid and staattnum = $2::int2 and stainherit = $3::boolean",
    place,
  );
  const slots = slotsOf(values).slice(0, SLOTS);
  const padded = [...slots, ...Array.from({ length: SLOTS - slots.length }, () => EMPTY)];
  const columns = padded.map((slot) => slotSql(slot, found));
  const part = (name: keyof SlotSql): string => columns.map((one) => one[name]).join(", ");
  const sql = `insert into pg_statistic values ($1::oid, $2::int2, $3::boolean, $4::real, $5::int4, $6::real,
    ${part("kind")}, ${part("operator")}, ${part("collation")}, ${part("numbers")}, ${part("values")})`;
  const heads = [values["null_frac"] ?? 0, values["avg_width"] ?? 4, values["n_distinct"] ?? 0];
  await session.query(sql, [...place, ...heads]);
  return true;
}

const SLOTS = 5;
const EMPTY: Slot = { kind: 0, operator: "none", numbers: null, values: null };

function slotsOf(values: ColumnValueStatistics["values"]): readonly Slot[] {
  const text = (name: string): string | null => (typeof values[name] === "string" ? values[name] : null);
  const correlation = values["correlation"] ?? null;
  const lengths = text("range_length_histogram");
  const all: readonly Slot[] = [
    { kind: 1, operator: "equal", numbers: text("most_common_freqs"), values: text("most_common_vals") },
    { kind: 2, operator: "less", numbers: null, values: text("histogram_bounds") },
    { kind: 3, operator: "less", numbers: correlation === null ? null : `{${correlation}}`, values: null },
    { kind: 4, operator: "element", numbers: text("most_common_elem_freqs"), values: text("most_common_elems") },
    { kind: 5, operator: "element", numbers: text("elem_count_histogram"), values: null },
    {
      kind: 6,
      operator: "float8",
      numbers: lengths === null ? null : `{${values["range_empty_frac"] ?? 0}}`,
      values: lengths,
    },
    { kind: 7, operator: "none", numbers: null, values: text("range_bounds_histogram") },
  ];
  return all.filter(({ numbers, values: list }) => numbers !== null || list !== null);
}

interface SlotSql {
  readonly kind: string;
  readonly operator: string;
  readonly collation: string;
  readonly numbers: string;
  readonly values: string;
}

const FLOAT8_LESS = "672";

function slotSql(slot: Slot, column: Row): SlotSql {
  const literal = (text: string): string => quoteLiteral(text, "postgresql");
  const operator = operatorOf(slot, column);
  return {
    kind: String(slot.kind),
    operator: operator === "" ? "0" : operator,
    collation: slot.kind === 0 || slot.kind > 5 ? "0" : textOf(column, "coll"),
    numbers: slot.numbers === null ? "null" : `${literal(slot.numbers)}::real[]`,
    values:
      slot.values === null ? "null" : `array_in(${literal(slot.values)}::cstring, ${valueType(slot, column)}, -1)`,
  };
}

function operatorOf({ operator }: Slot, column: Row): string {
  if (operator === "none") return "0";
  if (operator === "float8") return FLOAT8_LESS;
  return textOf(column, operator === "element" ? "element_equal" : operator);
}

/** Lengths of ranges are numbers; a tsvector's elements are texts. */
function valueType({ kind }: Slot, column: Row): string {
  if (kind === 6) return "'float8'::regtype";
  if (kind !== 4) return textOf(column, "type");
  const element = textOf(column, "element");
  return element === "0" ? "'text'::regtype" : element;
}

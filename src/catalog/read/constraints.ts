import type { Constraint, ForeignKey, KeyConstraint, ReferentialAction } from "../model/constraint.ts";
import type { Row } from "../session.ts";
import { flagCell, optionalText, textCell, textsCell } from "./cell.ts";
import { TABLES, userRelations } from "./scope.ts";
import type { Ask } from "./snapshot.ts";

const columnNames = (relation: string, numbers: string): string => `ARRAY(SELECT a.attname::text
    FROM unnest(${numbers}) WITH ORDINALITY k(number, place)
    JOIN pg_attribute a ON a.attrelid = ${relation} AND a.attnum = k.number ORDER BY k.place)`;

// A foreign key to a partitioned table has one more row per partition of the referenced side, whose parent row is on
// the same table: bookkeeping, not a constraint that anybody wrote.
const query = (serverVersion: number): string => `SELECT r.oid::text AS "tableOid", con.conname::text AS name,
  con.contype::text AS kind, con.convalidated AS validated, con.condeferrable AS deferrable,
  con.conparentid <> 0 OR (con.contype = 'c' AND con.coninhcount > 0) AS inherited,
  ${columnNames("con.conrelid", "con.conkey")} AS columns,
  ix.relname::text AS index, fn.nspname::text AS "foreignSchema", f.relname::text AS "foreignTable",
  ${columnNames("con.confrelid", "con.confkey")} AS "foreignColumns",
  con.confdeltype::text AS "onDelete", con.confupdtype::text AS "onUpdate", con.confmatchtype::text AS match,
  ${serverVersion >= 180_000 ? "con.conenforced" : "true"} AS enforced,
  CASE WHEN con.contype = 'c' THEN pg_get_expr(con.conbin, con.conrelid) END AS expression
  FROM ${userRelations(TABLES)} r JOIN pg_constraint con ON con.conrelid = r.oid AND con.contype IN ('p','u','x','f','c')
  LEFT JOIN pg_constraint parent ON parent.oid = con.conparentid
  LEFT JOIN pg_class ix ON ix.oid = con.conindid
  LEFT JOIN pg_class f ON f.oid = con.confrelid LEFT JOIN pg_namespace fn ON fn.oid = f.relnamespace
  WHERE parent.conrelid IS DISTINCT FROM con.conrelid
  ORDER BY r.oid, con.conname::text COLLATE "C"`;

export type ConstraintsByTable = ReadonlyMap<string, readonly Constraint[]>;

/** Constraints of every table, by the table's oid. NOT NULL is a column's property here. */
export async function readConstraints(ask: Ask, serverVersion: number): Promise<ConstraintsByTable> {
  const constraints = new Map<string, Constraint[]>();
  for (const row of await ask(query(serverVersion))) {
    const oid = textCell(row, "tableOid");
    constraints.set(oid, [...(constraints.get(oid) ?? []), constraintOf(row)]);
  }
  return constraints;
}

function constraintOf(row: Row): Constraint {
  const base = {
    name: textCell(row, "name"),
    validated: flagCell(row, "validated"),
    deferrable: flagCell(row, "deferrable"),
    inherited: flagCell(row, "inherited"),
  };
  const kind = textCell(row, "kind");
  if (kind === "f") return { ...base, ...foreignKeyOf(row) };
  if (kind === "c")
    return {
      ...base,
      kind: "check",
      expression: optionalText(row, "expression") ?? "",
      enforced: flagCell(row, "enforced"),
    };
  return { ...base, kind: KEY_KINDS.get(kind) ?? "unique", ...keyOf(row) };
}

const KEY_KINDS: ReadonlyMap<string, KeyConstraint["kind"]> = new Map([
  ["p", "primary-key"],
  ["u", "unique"],
  ["x", "exclusion"],
]);

const keyOf = (row: Row): Pick<KeyConstraint, "columns" | "index"> => ({
  columns: textsCell(row, "columns"),
  index: optionalText(row, "index") ?? "",
});

type ForeignFacts = Omit<ForeignKey, "name" | "validated" | "deferrable" | "inherited">;

function foreignKeyOf(row: Row): ForeignFacts {
  return {
    kind: "foreign-key",
    columns: textsCell(row, "columns"),
    references: { schema: textCell(row, "foreignSchema"), name: textCell(row, "foreignTable") },
    referencedColumns: textsCell(row, "foreignColumns"),
    referencedIndex: optionalText(row, "index"),
    onDelete: ACTIONS.get(textCell(row, "onDelete")) ?? "no-action",
    onUpdate: ACTIONS.get(textCell(row, "onUpdate")) ?? "no-action",
    match: textCell(row, "match") === "f" ? "full" : "simple",
    enforced: flagCell(row, "enforced"),
  };
}

const ACTIONS: ReadonlyMap<string, ReferentialAction> = new Map([
  ["a", "no-action"],
  ["r", "restrict"],
  ["c", "cascade"],
  ["n", "set-null"],
  ["d", "set-default"],
]);

import { objectId, type SchemaModel } from "../../../src/catalog/schema/index.ts";
import type { Plan } from "../../../src/diff/index.ts";
import type { readRows } from "../../../src/diff/shadow/index.ts";

type RowSnapshot = Awaited<ReturnType<typeof readRows>>;

/**
 * Of rows only what a change of schema must not touch: columns that are the same in both states, of tables that stay what they are,
 * and that no statement says that it loses.
 */
export function untouchedRows(rows: RowSnapshot, [current, desired]: readonly SchemaModel[], up: Plan): RowSnapshot {
  if (current === undefined || desired === undefined) return rows;
  const declared = up.batches
    .flatMap(({ steps }) => steps)
    .filter(({ hazards }) => hazards.some(({ code }) => code === "data-loss"));
  const lost = new Set(declared.flatMap(({ drops }) => drops));
  const kept = [...rows].flatMap(([oid, table]) => {
    const { schema, name } = table.relation;
    const id = objectId("table", schema, name);
    if (lost.has(id) || shapeOf(current, id) === undefined || shapeOf(current, id) !== shapeOf(desired, id)) return [];
    const places = table.columns.flatMap((column, place) => {
      const one = objectId("column", schema, name, column.name);
      return !lost.has(one) && typeOf(current, one) !== undefined && typeOf(current, one) === typeOf(desired, one)
        ? [place]
        : [];
    });
    if (places.length === 0) return [];
    const part = <Value>(values: readonly Value[]): readonly Value[] =>
      places.flatMap((place) => values.slice(place, place + 1));
    return [[oid, { ...table, columns: part(table.columns), rows: table.rows.map(part) }] as const];
  });
  return new Map(kept);
}

function shapeOf({ objects }: SchemaModel, id: string): string | undefined {
  const table = objects.get(id);
  return table?.kind === "table" ? `${table.tableKind} ${table.partitionKey}` : undefined;
}

/**
 * Values of a generated column are made anew; an enum may have other labels; a composite value is another with each attribute, and one of a domain
 * with what it is of. */
function typeOf(model: SchemaModel, id: string): string | undefined {
  const column = model.objects.get(id);
  if (column?.kind !== "column" || column.generated !== null) return undefined;
  return `${column.type} ${column.collation} ${partsWithin(model, id).join()}`;
}

/** Of the composite types and domains that a column holds, however deep. */
function partsWithin({ objects, dependencies }: SchemaModel, column: string): readonly string[] {
  const reached = new Set([column]);
  for (const id of reached)
    for (const { from, to } of dependencies)
      if (from === id && /^\["(?:composite|domain|range)"/.test(to)) reached.add(to);
  return [...reached].flatMap((id) => {
    const type = objects.get(id);
    if (type?.kind === "domain") return [`${id} ${type.type}`];
    return type?.kind === "composite" ? type.attributes.map(({ name, type: of }) => `${id} ${name} ${of}`) : [];
  });
}

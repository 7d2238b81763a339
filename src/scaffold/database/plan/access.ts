import { quoteIdentifier, quoteName } from "../../../sql/index.ts";
import type { IndexFacts, RelationFacts } from "../facts.ts";
import type { ColumnPlan, FilterPlan, SortPlan, Unindexed } from "./model.ts";

/** What the indexes of a relation let a client ask for. */
export interface AccessPlan {
  readonly filters: readonly FilterPlan[];
  readonly sorts: readonly SortPlan[];
  readonly unindexed: readonly Unindexed[];
}

// Parameters of every list: a column of such a name is asked for as `limit[eq]`.
const PARAMETERS: ReadonlySet<string> = new Set(["limit", "cursor", "sort", "include"]);

/** Filters and sorts by the leading column of an index; columns that every statement fixes may stand before it. */
export function accessPlan(
  relation: RelationFacts,
  columns: readonly ColumnPlan[],
  key: readonly ColumnPlan[],
): AccessPlan {
  const asked = columns.filter(({ isAnswered, role }) => isAnswered && role !== "tenant" && role !== "owner");
  const leading = leadingColumns(relation, columns);
  const isLed = (column: ColumnPlan): boolean => leading.has(column.facts.name);
  return {
    filters: asked
      .filter((column) => isLed(column) && isAskable(column))
      .flatMap((column) => filtersOf(column, leading)),
    sorts: sortPlans(asked, key, leading),
    unindexed: asked
      .filter((column) => !isLed(column) && isAskable(column))
      .map((column) => ({ column, index: indexFor(relation, columns, column) })),
  };
}

const isAskable = ({ form }: ColumnPlan): boolean => form.isSortable;

type Leading = ReadonlyMap<string, { readonly isSorted: boolean; readonly nullsFirst: boolean }>;

function leadingColumns(relation: RelationFacts, columns: readonly ColumnPlan[]): Leading {
  const fixed = new Set(
    columns.filter(({ role }) => role === "tenant" || role === "owner").map(({ facts }) => facts.name),
  );
  const deleted = columns.find(({ role }) => role === "deleted")?.facts.name;
  const leading = new Map<string, { isSorted: boolean; nullsFirst: boolean }>();
  for (const { keys, method, livingBy } of relation.indexes) {
    if (livingBy !== null && livingBy !== deleted) continue;
    const first = keys.find(({ column }) => !fixed.has(column));
    if (first === undefined) continue;
    const known = leading.get(first.column);
    const isSorted = method === "btree";
    // The usual order of nulls is the better one to promise where two indexes differ.
    if (known === undefined || (isSorted && (!known.isSorted || (known.nullsFirst && !first.nullsFirst))))
      leading.set(first.column, { isSorted, nullsFirst: first.nullsFirst });
  }
  return leading;
}

function filtersOf(column: ColumnPlan, leading: Leading): readonly FilterPlan[] {
  const { property, facts, form } = column;
  const equal = PARAMETERS.has(property) ? `${property}[eq]` : property;
  const filters: FilterPlan[] = [{ column, parameter: equal, operator: "=" }];
  if (form.schema["type"] !== "boolean") filters.push({ column, parameter: `${property}[in]`, operator: "in" });
  const isSorted = leading.get(facts.name)?.isSorted === true;
  if (isSorted && form.hasRanges)
    for (const [word, operator] of RANGES) filters.push({ column, parameter: `${property}[${word}]`, operator });
  if (isSorted && facts.nullable) filters.push({ column, parameter: `${property}[null]`, operator: "null" });
  return filters;
}

const RANGES = [
  ["gt", ">"],
  ["gte", ">="],
  ["lt", "<"],
  ["lte", "<="],
] as const;

/** The key first, which is the order of a list that does not ask for another. */
function sortPlans(asked: readonly ColumnPlan[], key: readonly ColumnPlan[], leading: Leading): readonly SortPlan[] {
  const [first] = key;
  if (first === undefined) return [];
  const own: SortPlan = { name: first.property, keys: key, nulls: undefined };
  const others = asked.filter(
    (column) => column !== first && column.form.isSortable && leading.get(column.facts.name)?.isSorted === true,
  );
  return [own, ...others.map((column) => sortPlan(column, key, leading))];
}

function sortPlan(column: ColumnPlan, key: readonly ColumnPlan[], leading: Leading): SortPlan {
  const nulls = leading.get(column.facts.name)?.nullsFirst === true ? "first" : "last";
  return {
    name: column.property,
    keys: [column, ...key.filter((one) => one !== column)],
    nulls: column.facts.nullable ? nulls : undefined,
  };
}

/** The index that would let a client ask by the column. */
function indexFor(relation: RelationFacts, columns: readonly ColumnPlan[], column: ColumnPlan): string {
  const fixed = columns.filter(({ role }) => role === "tenant").map(({ facts }) => facts.name);
  return indexText(relation, [...fixed, column.facts.name]);
}

export function indexText(relation: Pick<RelationFacts, "schema" | "name">, columns: readonly string[]): string {
  const names = columns.map((name) => quoteIdentifier(name, "postgresql")).join(", ");
  return `create index on ${quoteName(relation, "postgresql")} (${names})`;
}

/** The columns that name a row: the primary key, else the first unique index without nulls. What the caller's rights fix is left out. */
export function keyColumns(relation: RelationFacts, columns: readonly ColumnPlan[]): readonly ColumnPlan[] {
  const primary = relation.constraints.find(({ kind }) => kind === "primary-key");
  const candidates = [
    ...(primary?.kind === "primary-key" ? [primary.columns] : []),
    ...relation.indexes.filter(isIdentity).map(({ keys }) => keys.map(({ column }) => column)),
  ];
  const named = candidates.map((names) => names.flatMap((name) => columns.filter(({ facts }) => facts.name === name)));
  const key = named.find((one) => one.length > 0 && one.every((column) => isKeyPart(column, relation))) ?? [];
  const free = key.filter(({ role }) => role !== "tenant" && role !== "owner");
  return free.length === 0 ? key : free;
}

const isIdentity = ({ unique, livingBy }: IndexFacts): boolean => unique && livingBy === null;

// The catalogue does not know which columns of a materialized view hold nulls; its unique index is taken at its word.
const isKeyPart = ({ facts, form, isAnswered }: ColumnPlan, { kind }: RelationFacts): boolean =>
  (!facts.nullable || kind === "materialized-view") && form.isSortable && isAnswered;

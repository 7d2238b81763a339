import { isSameRelation, type ForeignKey } from "../../../catalog/index.ts";
import { singularize } from "../../../kit/index.ts";
import type { DatabaseOptions } from "../options.ts";
import { indexText } from "./access.ts";
import type { ColumnPlan, Guarded, RelationPlan, ResourcePlan, Withheld } from "./model.ts";
import { namesOf, propertyWish, type Names } from "./names.ts";

/** A resource before its relations to others are known. */
export type Lone = Omit<ResourcePlan, "relations" | "withheld" | "guarded">;

export interface Related {
  readonly relations: readonly RelationPlan[];
  readonly withheld: readonly Withheld[];
}

interface Wish {
  readonly name: string;
  readonly plan: Omit<RelationPlan, "name">;
  /** Columns that an index has to lead with, and where. */
  readonly needs?: { readonly of: Lone; readonly columns: readonly string[] };
}

/** What can be included in the rows of a resource, by its foreign keys and by those that point at it. */
export function relationPlans(resource: Lone, all: readonly Lone[], naming: DatabaseOptions["naming"]): Related {
  const names = namesOf(resource.columns.map(({ property }) => property));
  const wishes = [
    ...foreignKeys(resource).flatMap((key) => toOne(resource, key, all)),
    ...all.flatMap((other) => toMany(resource, other)),
    ...all.flatMap((between) => through(resource, between, all)),
  ];
  const relations: RelationPlan[] = [];
  const withheld: Withheld[] = [];
  for (const { name, plan, needs } of wishes) {
    const taken = named(names, name, naming);
    if (needs === undefined || isLedBy(needs.of, needs.columns)) relations.push({ ...plan, name: taken });
    else withheld.push({ name: taken, index: indexText(needs.of.relation, needs.columns) });
  }
  return { relations, withheld };
}

const named = (names: Names, wish: string, naming: DatabaseOptions["naming"]): string =>
  names.take(propertyWish(wish, naming));

function foreignKeys({ relation }: Lone): readonly ForeignKey[] {
  return relation.constraints.filter((constraint) => constraint.kind === "foreign-key");
}

const targetOf = (key: ForeignKey, all: readonly Lone[]): Lone | undefined =>
  all.find(({ relation }) => isSameRelation(relation, key.references));

/** The plans of columns; undefined where one is never answered or its texts do not compare. */
function comparable(resource: Lone, names: readonly string[]): readonly ColumnPlan[] | undefined {
  const plans = names.flatMap((name) => resource.columns.filter(({ facts }) => facts.name === name));
  return plans.every(({ isAnswered, form }) => isAnswered && form.isComparable) ? plans : undefined;
}

function toOne(resource: Lone, key: ForeignKey, all: readonly Lone[]): readonly Wish[] {
  const target = targetOf(key, all);
  const here = comparable(resource, key.columns);
  if (target === undefined || here === undefined || comparable(target, key.referencedColumns) === undefined) return [];
  const plan = { kind: "one", target: target.segment, here, there: key.referencedColumns } as const;
  return [{ name: oneName(key, target), plan }];
}

/** `customer` of `customer_id`, else the singular of the table that is referred to. */
function oneName(key: ForeignKey, target: Lone): string {
  const [only = ""] = key.columns;
  const short = only.replace(/(?:_?id|_?uuid|Id)$/, "");
  return key.columns.length === 1 && short !== "" && short !== only ? short : singularize(target.relation.name);
}

function toMany(resource: Lone, other: Lone): readonly Wish[] {
  const keys = foreignKeys(other).filter((key) => isSameRelation(key.references, resource.relation));
  return keys.flatMap((key): readonly Wish[] => {
    const here = comparable(resource, key.referencedColumns);
    if (here === undefined || comparable(other, key.columns) === undefined || other.key.length === 0) return [];
    const plan = { kind: "many", target: other.segment, here, there: key.columns } as const;
    const isOnly = keys.length === 1 && other !== resource;
    const name = isOnly ? other.relation.name : `${other.relation.name}_by_${key.columns.join("_")}`;
    return [{ name, plan, needs: { of: other, columns: key.columns } }];
  });
}

/** Rows on the other side of a table whose key is made of two foreign keys. */
function through(resource: Lone, between: Lone, all: readonly Lone[]): readonly Wish[] {
  const pairs = linkKeys(between);
  return pairs.flatMap(([near, far]): readonly Wish[] => {
    if (!isSameRelation(near.references, resource.relation)) return [];
    const target = targetOf(far, all);
    const here = comparable(resource, near.referencedColumns);
    if (target === undefined || here === undefined || comparable(between, near.columns) === undefined) return [];
    if (target.key.length === 0) return [];
    const link = { resource: between.segment, here: near.columns, there: far.columns };
    const plan = {
      kind: "through",
      target: target.segment,
      here,
      there: far.referencedColumns,
      between: link,
    } as const;
    const isSelf = target === resource;
    const name = isSelf ? `${target.relation.name}_by_${near.columns.join("_")}` : target.relation.name;
    return [{ name, plan, needs: { of: between, columns: near.columns } }];
  });
}

function linkKeys(between: Lone): readonly (readonly [ForeignKey, ForeignKey])[] {
  const primary = between.relation.constraints.find(({ kind }) => kind === "primary-key");
  if (primary?.kind !== "primary-key") return [];
  const keys = foreignKeys(between).filter(({ columns }) => columns.every((one) => primary.columns.includes(one)));
  const [first, second] = keys;
  if (first === undefined || second === undefined || keys.length !== 2) return [];
  const covered = new Set([...first.columns, ...second.columns]);
  return primary.columns.every((column) => covered.has(column))
    ? [
        [first, second],
        [second, first],
      ]
    : [];
}

/** An index finds the rows by these columns; what the caller's rights fix may stand among the first of it. */
function isLedBy({ relation, columns }: Lone, wanted: readonly string[]): boolean {
  const fixed = new Set(
    columns.filter(({ role }) => role === "tenant" || role === "owner").map(({ facts }) => facts.name),
  );
  const deleted = columns.find(({ role }) => role === "deleted")?.facts.name;
  return relation.indexes.some(({ keys, livingBy, method }) => {
    if (livingBy !== null && livingBy !== deleted) return false;
    if (method === "hash" && wanted.length > 1) return false;
    const free = keys.map(({ column }) => column).filter((column) => wanted.includes(column) || !fixed.has(column));
    return wanted.every((column) => free.slice(0, wanted.length).includes(column));
  });
}

/** Foreign keys to rows of a tenant or owner that the key itself does not carry: writing them needs a look first. */
export function guardedKeys(resource: Lone, all: readonly Lone[]): readonly Guarded[] {
  return foreignKeys(resource).flatMap((key) => {
    const target = targetOf(key, all);
    const isGuarded = target?.columns.some(({ role }) => role === "tenant" || role === "owner") ?? false;
    const carriesTenant = resource.columns.some(
      ({ role, facts }) => role === "tenant" && key.columns.includes(facts.name),
    );
    const isWritten = resource.columns.some(({ isWritten, facts }) => isWritten && key.columns.includes(facts.name));
    return target === undefined || !isGuarded || carriesTenant || !isWritten ? [] : [{ key, target: target.segment }];
  });
}

import { relationKey, type RelationName, type Table } from "../catalog/index.ts";
import { groupBy } from "../kit/index.ts";
import type { Domain, TargetFacts } from "./target.ts";

/** A target's facts, found by name. */
export interface TargetLookup {
  readonly table: (relation: RelationName) => Table | undefined;
  /** Its partitions and the tables that inherit from it, the next level only. */
  readonly children: (relation: RelationName) => readonly Table[];
  /** The tables with a foreign key to it. */
  readonly referring: (relation: RelationName) => readonly Table[];
  readonly indexOwner: (index: RelationName) => Table | undefined;
  /** By its name, written with or without its schema. */
  readonly domain: (name: string) => Domain | undefined;
  /** Whether a function of the users' own answers the same for the same arguments; undefined where there is none of the name. */
  readonly isSteady: (name: string) => boolean | undefined;
}

const NOTHING: TargetLookup = {
  table: () => undefined,
  children: () => [],
  referring: () => [],
  indexOwner: () => undefined,
  domain: () => undefined,
  isSteady: () => undefined,
};

/** Every file of a run asks the same target. */
const known = new WeakMap<TargetFacts, TargetLookup>();

export function targetLookup(target: TargetFacts | undefined): TargetLookup {
  if (target === undefined) return NOTHING;
  const lookup = known.get(target) ?? lookupOf(target);
  known.set(target, lookup);
  return lookup;
}

interface Pair {
  readonly key: string;
  readonly table: Table;
}

const byKey = (pairs: readonly Pair[]): ReadonlyMap<string, readonly Pair[]> => groupBy(pairs, ({ key }) => key);

function lookupOf({ tables, domains, functions }: TargetFacts): TargetLookup {
  const own = new Map(tables.map((table) => [relationKey(table), table]));
  const children = byKey(tables.flatMap((table) => parentsOf(table).map((key) => ({ key, table }))));
  const referring = byKey(tables.flatMap((table) => referencesOf(table).map((key) => ({ key, table }))));
  const owners = new Map(tables.flatMap((table) => table.indexes.map((index) => [relationKey(index), table] as const)));
  const named = new Map<string, Domain>(
    domains.flatMap((one) => [
      [`${one.schema}.${one.name}`, one],
      [one.name, one],
    ]),
  );
  const steady = new Map<string, boolean>(
    functions.map(({ schema, name, isSteady }) => [`${schema}.${name}`, isSteady]),
  );
  const tablesAt = (map: ReadonlyMap<string, readonly Pair[]>, relation: RelationName): readonly Table[] =>
    (map.get(relationKey(relation)) ?? []).map(({ table }) => table);
  return {
    table: (relation) => own.get(relationKey(relation)),
    children: (relation) => tablesAt(children, relation),
    referring: (relation) => tablesAt(referring, relation),
    indexOwner: (index) => owners.get(relationKey(index)),
    domain: (name) => named.get(name),
    isSteady: (name) => steady.get(name) ?? steady.get(`public.${name}`),
  };
}

const parentsOf = ({ partitionOf, inherits }: Table): readonly string[] =>
  [...inherits, ...(partitionOf === null ? [] : [partitionOf])].map(relationKey);

const referencesOf = ({ constraints }: Table): readonly string[] => [
  ...new Set(constraints.flatMap((each) => (each.kind === "foreign-key" ? [relationKey(each.references)] : []))),
];

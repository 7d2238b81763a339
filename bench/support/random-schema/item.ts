import type { Random } from "./random.ts";

/** What a statement makes, so that others can be built on it. */
export interface Item {
  /** Same key, same thing: in both states of a pair. */
  readonly key: string;
  readonly maker: string;
  /** Statements run by rank, then in the order in which they were made. */
  readonly rank: number;
  /** One statement, or several that belong together. */
  readonly sql: string;
  /** Which of its forms: `index gin partial`. */
  readonly tag: string;
  /** As SQL, with its schema. */
  readonly name: string;
  /** Key of the item that it is a part of. */
  readonly on?: string;
  readonly role?: Role;
  /** Spelled columns and their types: of a table those that it is created with. */
  readonly columns?: readonly Column[];
  /** Of a partitioned table: how. Of a function: what it returns. */
  readonly facet?: string;
  /** `TABLE s.t`, as COMMENT ON wants it. */
  readonly phrase?: string;
  /** Same, as ALTER … OWNER TO wants it. */
  readonly ownable?: string;
  /** Same, as GRANT … ON wants it, with its privileges. */
  readonly grantable?: readonly [phrase: string, privileges: readonly string[]];
}

export type Role =
  | "schema"
  | "type"
  | "collation"
  | "sequence"
  | "table"
  | "column"
  | "view"
  | "materialized-view"
  | "function"
  | "trigger-function"
  | "constraint"
  | "index"
  | "trigger"
  | "rule"
  | "policy"
  | "other";

export interface Column {
  readonly name: string;
  readonly type: string;
}

/** What a maker says; key, maker and rank are added. */
export type Made = Omit<Item, "key" | "maker" | "rank"> & { readonly rank?: number; readonly key?: string };

/** A schema in the making. */
export interface Draft {
  readonly random: Random;
  readonly items: readonly Item[];
  /** The item that is to be made anew, under its name and on what it is on. */
  readonly slot: Item | undefined;
  /** A new name in a schema, or that of the slot. */
  readonly named: (stem: string) => string;
  /** A new name without a schema. */
  readonly bare: (stem: string) => string;
}

export interface Maker {
  readonly name: string;
  readonly rank: number;
  /** How often, in relation to the others. */
  readonly weight: number;
  readonly make: (draft: Draft) => Made | undefined;
}

export const withRole = ({ items }: Draft, ...roles: readonly Role[]): readonly Item[] =>
  items.filter(({ role }) => role !== undefined && roles.includes(role));

/** One of these roles; undefined where there is none. That of the slot where it is a part. */
export function onOne(draft: Draft, ...roles: readonly Role[]): Item | undefined {
  const fitting = withRole(draft, ...roles);
  if (draft.slot?.on !== undefined) return fitting.find(({ key }) => key === draft.slot?.on);
  return fitting.length === 0 ? undefined : draft.random.pick(fitting);
}

export function pickRole(draft: Draft, ...roles: readonly Role[]): Item | undefined {
  const fitting = withRole(draft, ...roles);
  return fitting.length === 0 ? undefined : draft.random.pick(fitting);
}

/** Columns of a table or view, those that were added later among them. */
export const columnsOf = ({ items }: Draft, { key, columns = [] }: Item): readonly Column[] => [
  ...columns,
  ...items.flatMap((item) => (item.role === "column" && item.on === key ? (item.columns ?? []) : [])),
];

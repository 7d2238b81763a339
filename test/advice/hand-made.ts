// Catalogues made by hand, for tests in microseconds: only what a case is about is written.
import type { Catalog, Column, ForeignKey, IndexKey, Table, TableIndex } from "../../src/catalog/index.ts";

export function column(name: string, changes: Partial<Column> = {}): Column {
  return {
    name,
    position: 1,
    type: "integer",
    nullable: true,
    defaultExpression: null,
    identity: null,
    generated: null,
    collation: null,
    statistics: null,
    ...changes,
  };
}

/** A column with this many distinct values. */
export const known = (name: string, distinct: number, nullShare = 0): Column =>
  column(name, { statistics: { nullShare, distinct, averageWidth: 4, correlation: null } });

export function key(name: string, changes: Partial<IndexKey> = {}): IndexKey {
  return {
    column: name,
    expression: null,
    operatorClass: "pg_catalog.int4_ops",
    isDefaultOperatorClass: true,
    collation: null,
    descending: false,
    nullsFirst: false,
    ...changes,
  };
}

export const descending = (name: string): IndexKey => key(name, { descending: true, nullsFirst: true });

export function index(
  name: string,
  keys: readonly (string | IndexKey)[],
  changes: Partial<TableIndex> = {},
): TableIndex {
  return {
    schema: "public",
    name,
    method: "btree",
    keys: keys.map((one) => (typeof one === "string" ? key(one) : one)),
    include: [],
    predicate: null,
    unique: false,
    nullsNotDistinct: false,
    immediate: true,
    primary: false,
    valid: true,
    ready: true,
    clustered: false,
    replicaIdentity: false,
    constraint: null,
    partitionOf: null,
    sizeBytes: 8_192,
    scans: 0,
    definition: `CREATE INDEX ${name} ON public.t USING btree (${keys.length})`,
    ...changes,
  };
}

export function foreignKey(columns: readonly string[], changes: Partial<ForeignKey> = {}): ForeignKey {
  return {
    kind: "foreign-key",
    name: `${columns.join("_")}_fkey`,
    validated: true,
    deferrable: false,
    inherited: false,
    columns,
    references: { schema: "public", name: "parent" },
    referencedColumns: columns.map((_, place) => `id${place === 0 ? "" : place}`),
    referencedIndex: "parent_pkey",
    onDelete: "no-action",
    onUpdate: "no-action",
    match: "simple",
    enforced: true,
    ...changes,
  };
}

/** A table with these columns; a primary key on `id` where it has one. */
export function table(name: string, columns: readonly (string | Column)[], changes: Partial<Table> = {}): Table {
  const all = columns.map((one) => (typeof one === "string" ? column(one) : one));
  const base: Table = {
    schema: "public",
    name,
    kind: "ordinary",
    persistence: "permanent",
    partitionOf: null,
    partitionKey: null,
    inherits: [],
    owner: "owner",
    rowSecurity: false,
    readable: true,
    rows: { count: 0, source: "statistics" },
    sizeBytes: 0,
    pages: 0,
    statisticsPages: 0,
    activity: null,
    transactionAge: null,
    multixactAge: null,
    options: [],
    comment: null,
    columns: all,
    constraints: [],
    indexes: [],
  };
  return { ...base, ...changes };
}

export function withKey(base: Table): Table {
  const name = `${base.name}_pkey`;
  return {
    ...base,
    indexes: [index(name, ["id"], { unique: true, primary: true, constraint: name }), ...base.indexes],
    constraints: [
      { kind: "primary-key", name, validated: true, deferrable: false, inherited: false, columns: ["id"], index: name },
      ...base.constraints,
    ],
  };
}

export function catalog(tables: readonly Table[], serverVersion = 180_000): Catalog {
  return {
    database: { serverVersion, name: "shop", user: "u", where: "here", systemIdentifier: "1", isStandby: false },
    statistics: { resetAt: null, ageSeconds: null },
    schemas: ["public"],
    tables,
    sequences: [],
    limits: [],
  };
}

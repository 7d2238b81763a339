import type {
  ColumnFacts,
  DatabaseFacts,
  IndexFacts,
  RelationFacts,
  TypeFacts,
} from "../../../src/scaffold/database/facts.ts";
import type { DatabaseOptions } from "../../../src/scaffold/database/index.ts";

export const OPTIONS: DatabaseOptions = {
  errors: "envelope",
  naming: "keep",
  bigints: "string",
  secrets: [],
  open: [],
};

export const typeFacts = (name: string, more: Partial<TypeFacts> = {}): TypeFacts => ({
  kind: "base",
  name,
  sql: name,
  notNull: false,
  checks: [],
  ...more,
});

export const column = (name: string, type = "text", more: Partial<ColumnFacts> = {}): ColumnFacts => ({
  name,
  type: typeFacts(type),
  nullable: false,
  hasDefault: false,
  isComputed: false,
  comment: null,
  ...more,
});

export function index(columns: readonly string[], more: Partial<IndexFacts> = {}): IndexFacts {
  const keys = columns.map((name) => ({ column: name, nullsFirst: false }));
  return { name: `${columns.join("_")}_idx`, method: "btree", unique: false, keys, livingBy: null, ...more };
}

/** A table whose first column is its key. */
export function table(name: string, columns: readonly ColumnFacts[], more: Partial<RelationFacts> = {}): RelationFacts {
  const key = columns.slice(0, 1).map((one) => one.name);
  const { indexes = [], constraints = [], ...rest } = more;
  return {
    schema: "public",
    name,
    kind: "table",
    comment: null,
    columns,
    ...rest,
    indexes: [index(key, { name: `${name}_pkey`, unique: true }), ...indexes],
    constraints: [
      {
        kind: "primary-key",
        name: `${name}_pkey`,
        columns: key,
        index: `${name}_pkey`,
        validated: true,
        deferrable: false,
        inherited: false,
      },
      ...constraints,
    ],
  };
}

export const database = (...relations: readonly RelationFacts[]): DatabaseFacts => ({ name: "shop", relations });

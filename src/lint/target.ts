import type { Catalog, RelationName } from "../catalog/index.ts";

export interface Domain extends RelationName {
  /** As format_type spells it. */
  readonly base: string;
  /** With a check or NOT NULL: values must be looked at. */
  readonly isConstrained: boolean;
}

export interface MaterializedView extends RelationName {
  readonly indexes: readonly string[];
}

/** A database before the file is run. */
export interface TargetFacts {
  readonly tables: Catalog["tables"];
  readonly domains: readonly Domain[];
  readonly materializedViews: readonly MaterializedView[];
  /** Partitions that take what no other does. */
  readonly defaultPartitions: readonly RelationName[];
  /** The tablespace of whatever is not elsewhere. */
  readonly tablespace: string;
  /** Tables that lie in another tablespace. */
  readonly elsewhere: readonly RelationName[];
  /** Sizes are those of production: false for a schema without its rows. */
  readonly isSized: boolean;
  /** The TimeZone setting of the roles that run migrations; null where it is unknown. */
  readonly timeZone: string | null;
}

/** A database of which the tables alone are known. */
export const tablesOnly = (tables: TargetFacts["tables"]): TargetFacts => ({
  tables,
  domains: [],
  materializedViews: [],
  defaultPartitions: [],
  tablespace: "pg_default",
  elsewhere: [],
  isSized: false,
  timeZone: null,
});

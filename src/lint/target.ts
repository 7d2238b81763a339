import type { Catalog, RelationName } from "../catalog/index.ts";

export interface Domain extends RelationName {
  /** As format_type spells it. */
  readonly base: string;
  /** With a check or NOT NULL: values must be looked at. */
  readonly isConstrained: boolean;
}

export interface MaterializedView extends RelationName {
  /** `isKey`: unique over all rows and over columns alone, as REFRESH CONCURRENTLY wants one. */
  readonly indexes: readonly { readonly name: string; readonly isKey: boolean }[];
  readonly isPopulated: boolean;
}

/** A function of the users' own; of several of one name all are meant. */
interface OwnFunction extends RelationName {
  /** Immutable or stable. */
  readonly isSteady: boolean;
}

/** A thing that others hang on. */
export interface ObjectName extends RelationName {
  readonly kind: "relation" | "type" | "function";
  /** Null for all of it. */
  readonly column: string | null;
}

/** What goes, or loses a part, when another thing is dropped. */
export interface Dependent {
  readonly on: ObjectName;
  readonly object: ObjectName;
  /** False where a part of it goes: a trigger, a default, a column. */
  readonly isWhole: boolean;
  /** It goes without CASCADE, too. */
  readonly isAutomatic: boolean;
}

/** A database before the file is run. */
export interface TargetFacts {
  readonly tables: Catalog["tables"];
  readonly domains: readonly Domain[];
  readonly materializedViews: readonly MaterializedView[];
  readonly functions: readonly OwnFunction[];
  readonly dependents: readonly Dependent[];
  /** Statistics objects, with the table of each. */
  readonly statistics: readonly (RelationName & { readonly table: RelationName })[];
  /** Publications that name tables, by their names. */
  readonly publications: ReadonlyMap<string, readonly RelationName[]>;
  /** Partitions that take what no other does. */
  readonly defaultPartitions: readonly RelationName[];
  /** The tablespace of whatever is not elsewhere. */
  readonly tablespace: string;
  /** Tables, indexes and materialized views that lie in another tablespace. */
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
  functions: [],
  dependents: [],
  statistics: [],
  publications: new Map(),
  defaultPartitions: [],
  tablespace: "pg_default",
  elsewhere: [],
  isSized: false,
  timeZone: null,
});

import type { ObjectId } from "./object-id.ts";
import type { SchemaObject } from "./object.ts";

/** `from` needs `to`: it cannot be there before it, nor after it. */
export interface Dependency {
  readonly from: ObjectId;
  readonly to: ObjectId;
  /**
   * As pg_depend has it: `normal` must be dropped first, `auto` is dropped along, `internal` is a part of it, `partition` follows
   * its parent. `body`: named in the text of a function, which PostgreSQL does not record.
   */
  readonly reason: "normal" | "auto" | "internal" | "partition" | "body";
  /** `default`: not the column itself but its default or generation expression needs it. */
  readonly part: "default" | null;
}

/** Something that is there and that the model has no words for. A plan that meets one names it. */
export interface Unmodelled {
  /** `pg_transform` */
  readonly catalog: string;
  /** pg_describe_object's words. */
  readonly description: string;
}

/**
 * Everything that a database keeps in its schemas, as read in one transaction with an empty search path. Objects of the system,
 * of extensions and temporary ones are left out.
 */
export interface SchemaModel {
  /** `server_version_num` */
  readonly serverVersion: number;
  /** In the order of their ids. */
  readonly objects: ReadonlyMap<ObjectId, SchemaObject>;
  readonly dependencies: readonly Dependency[];
  readonly unmodelled: readonly Unmodelled[];
}

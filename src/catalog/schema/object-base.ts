import type { ObjectId } from "./object-id.ts";
import type { Privilege } from "./privilege.ts";

/** What every object of a schema has. */
export interface ObjectBase<Kind extends string> {
  readonly kind: Kind;
  readonly id: ObjectId;
  /** Null for what lives in no schema (an extension, a publication) . */
  readonly schema: string | null;
  /** Without its schema and its table. */
  readonly name: string;
  /** The object that it lives and dies with: the table of a column, the parent of nothing else. */
  readonly parent: ObjectId | null;
  /** Null where it has none of its own (a column). */
  readonly owner: string | null;
  readonly comment: string | null;
  /** Null: the built-in default of its kind (see `builtInPrivileges`), which is not the same as an empty list. */
  readonly privileges: readonly Privilege[] | null;
  readonly securityLabels: readonly SecurityLabel[];
  /** `ALTER … DEPENDS ON EXTENSION`: names of extensions with which it is dropped. */
  readonly dependsOnExtensions: readonly string[];
}

export interface SecurityLabel {
  readonly provider: string;
  readonly label: string;
}

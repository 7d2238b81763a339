// Everything that PostgreSQL keeps in a schema, as objects and what they need of each other; read in one snapshot.
// Belongs here: the facts and how they are read, their normal form across server majors. Does not: what changed (diff), statistics
// and activity (the catalogue beside it), opinions (lint, advice).
export { fingerprint } from "./fingerprint.ts";
export { readSchema, type ReadSchemaOptions } from "./read/schema.ts";
export { chosenName } from "./read/chosen-name.ts";
export { builtInPrivileges } from "./built-in-privileges.ts";
export { objectId, type ObjectId } from "./object-id.ts";
export type { Privilege } from "./privilege.ts";
export type { ObjectBase, SecurityLabel } from "./object-base.ts";
export type { Dependency, SchemaModel, Unmodelled } from "./model.ts";
export { withoutTables } from "./without-tables.ts";
export type { ObjectKind, ObjectOf, SchemaNamespace, SchemaObject } from "./object.ts";
export type {
  ColumnIdentity,
  ColumnObject,
  ConstraintObject,
  IndexObject,
  NotNull,
  Option,
  SequenceObject,
  SequenceSettings,
  TableObject,
} from "./table-objects.ts";
export type * from "./kinds/database-part.ts";
export type * from "./kinds/foreign.ts";
export type * from "./kinds/operation.ts";
export type * from "./kinds/routine.ts";
export type * from "./kinds/table-part.ts";
export type * from "./kinds/text-search.ts";
export type * from "./kinds/type.ts";
export type * from "./kinds/view.ts";

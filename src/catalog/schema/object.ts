import type * as database from "./kinds/database-part.ts";
import type * as foreign from "./kinds/foreign.ts";
import type * as operation from "./kinds/operation.ts";
import type { AggregateObject, RoutineObject } from "./kinds/routine.ts";
import type * as part from "./kinds/table-part.ts";
import type * as search from "./kinds/text-search.ts";
import type * as types from "./kinds/type.ts";
import type { MaterializedViewObject, ViewColumnObject, ViewObject } from "./kinds/view.ts";
import type { ObjectBase } from "./object-base.ts";
import type * as table from "./table-objects.ts";

export type SchemaNamespace = ObjectBase<"schema">;

/** Everything that the model has words for. */
export type SchemaObject =
  | SchemaNamespace
  | TableKinds
  | TypeKinds
  | OperationKinds
  | DatabaseKinds
  | ViewObject
  | MaterializedViewObject
  | ViewColumnObject
  | RoutineObject
  | AggregateObject;

type TableKinds =
  | table.TableObject
  | table.ColumnObject
  | table.ConstraintObject
  | table.IndexObject
  | table.SequenceObject
  | part.TriggerObject
  | part.RuleObject
  | part.PolicyObject
  | part.StatisticsObject;

type TypeKinds =
  | types.EnumObject
  | types.DomainObject
  | types.DomainConstraintObject
  | types.CompositeObject
  | types.AttributeObject
  | types.RangeObject
  | types.BaseTypeObject;

type OperationKinds =
  | operation.OperatorObject
  | operation.OperatorFamilyObject
  | operation.OperatorClassObject
  | operation.CastObject
  | operation.ConversionObject
  | operation.LanguageObject
  | operation.TransformObject
  | operation.AccessMethodObject
  | search.TextSearchConfigurationObject
  | search.TextSearchDictionaryObject
  | search.TextSearchParserObject
  | search.TextSearchTemplateObject;

type DatabaseKinds =
  | database.ExtensionObject
  | database.ExtensionMemberObject
  | database.EventTriggerObject
  | database.DefaultPrivilegesObject
  | database.CollationObject
  | database.PublicationObject
  | database.SubscriptionObject
  | foreign.ForeignDataWrapperObject
  | foreign.ForeignServerObject
  | foreign.UserMappingObject;

export type ObjectKind = SchemaObject["kind"];
/** The objects of one kind. */
export type ObjectOf<Kind extends ObjectKind> = Extract<SchemaObject, { readonly kind: Kind }>;

import type { Dependency, ObjectId, SchemaObject } from "../../catalog/schema/index.ts";
import type { Action, Alteration } from "../kinds/action.ts";
import type { Context } from "../kinds/kind.ts";
import type { Links } from "./links.ts";

/** What can be made, dropped and altered by itself: a kind, or a facet of one. */
export interface Maker {
  create(object: SchemaObject, context: Context): readonly Action[];
  drop(object: SchemaObject, context: Context): readonly Action[];
  alter(from: SchemaObject, to: SchemaObject, context: Context): Alteration | "recreate";
  isTouched?(object: SchemaObject, context: Context): boolean;
  /** Of kinds: see `Kind`. */
  compared?(object: SchemaObject): unknown;
  claims?(object: SchemaObject): readonly string[];
  /** Of facets: see `Facet`. */
  payload?(object: SchemaObject): unknown;
  takes?(object: SchemaObject, dependency: Dependency): boolean;
  needs?(object: SchemaObject): readonly ObjectId[];
}

/** The smallest thing that changes by itself: an object without its comment, a comment, an owner, the default of a column. */
export interface Fact {
  readonly id: ObjectId;
  /** Kind of the object, or name of the facet. */
  readonly kind: string;
  /** Its object's parent; of a facet the object. Dropped with it. */
  readonly parent: ObjectId | null;
  readonly object: SchemaObject;
  readonly maker: Maker;
  /** Those of the object; a facet has none. */
  readonly facets: readonly Fact[];
  /** Dropped without a statement of its own when one of these is. */
  readonly goesWith: readonly ObjectId[];
  /** Of a partition, and goes with something of the whole table. */
  readonly isPart: boolean;
}

/** A model as facts and what they need of each other. */
export interface Facts {
  readonly byId: ReadonlyMap<ObjectId, Fact>;
  /** From an id to the ids that it needs, its parent among them. */
  readonly needs: Links;
  readonly neededBy: Links;
  /** Needs that a plan may break where they go in circles: names in the bodies of functions. */
  readonly isSoft: (from: ObjectId, to: ObjectId) => boolean;
}

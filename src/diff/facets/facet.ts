import { type Dependency, objectId, type ObjectId, type SchemaObject } from "../../catalog/schema/index.ts";
import type { Maker } from "../compare/fact.ts";

/** A part of objects that is made and dropped by itself: a comment, an owner, the default of a column. */
export interface Facet extends Maker {
  readonly name: string;
  /** What is compared; undefined: this object has none. */
  payload(object: SchemaObject): unknown;
  /** Whether the facet, and not the object itself, has this need of the object. */
  takes?(object: SchemaObject, dependency: Dependency): boolean;
  /** Ids that it needs beside its object. */
  needs?(object: SchemaObject): readonly ObjectId[];
}

export const facetId = (name: string, id: ObjectId): ObjectId => objectId(`facet:${name}`, id);

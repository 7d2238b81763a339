import type { Schema, SchemaObject } from "../../../openapi/index.ts";
import type { Fragment, Imports } from "../../../typescript/index.ts";
import type { Plan } from "../../plan/index.ts";
import type { Keyword } from "./keywords.ts";

/** What a library does not hold as the standard means it. */
export interface Gaps {
  readonly keywords: readonly Keyword[];
  /** Properties that the library cannot read, such as `__proto__`. */
  readonly names: readonly string[];
  /** The keywords need the whole schema beside them. */
  readonly isWhole: boolean;
}

/** A library that schemas are written for. */
export interface Library {
  gaps(schema: SchemaObject, plan: Plan): Gaps;
  /** A schema as an expression; undefined where it demands nothing. */
  written(schema: Schema, writing: Writing): Fragment | undefined;
  /** The schema that demands nothing. */
  readonly anything: Fragment;
  /** A function of ours as a schema: for named schemas that are left to it altogether. */
  ownSchema(check: Fragment, writing: Writing): Fragment;
  /** The constant of a schema. */
  declared(constant: Constant, writing: Writing): Fragment;
  /** What the file ends with, given the constants that other schemas refer to by name. */
  ending(names: readonly string[], writing: Writing): readonly Fragment[];
}

export interface Constant {
  readonly name: string;
  readonly value: Fragment;
  /** The document's schema, where it has a name there. */
  readonly schema: Schema | undefined;
  /** What the value was written from. */
  readonly source: Schema;
  /** A schema that it refers to refers back to it. */
  readonly isCircular: boolean;
}

/** A named schema as another one refers to it. */
export interface Reference {
  readonly name: Fragment;
  /** Its constant stands further down. */
  readonly isOpen: boolean;
}

/** What is at hand while schemas are written. */
export interface Writing {
  readonly plan: Plan;
  readonly imports: Imports;
  /** A helper of `middleware/runtime/`. */
  helper(file: string, name: string): Fragment;
  reference(key: string): Reference;
  /** The straight-line function of a schema, or of a part of one. */
  own(schema: SchemaObject): Fragment;
}

import type { Schema } from "../../openapi/index.ts";
import type { Fragment } from "../../typescript/index.ts";
import type { Plan, Side } from "../plan/index.ts";

/** What the writing of a type needs to know. */
export interface TypeContext {
  readonly plan: Plan;
  readonly side: Side;
  /** The named schema that is being declared: an alias may not lead straight back to itself. */
  readonly owner: string | undefined;
  /** The name of a named schema's type as code; the file's imports are noted. */
  readonly named: (key: string, side: Side) => Fragment;
  /** A type of the handler module: `Json`, `Binary`. */
  readonly builtin: (name: string) => Fragment;
}

/** How tightly a type binds: what must be put in brackets beside it. */
export interface Typed {
  readonly code: Fragment;
  readonly form: "atom" | "union" | "intersection" | "unknown" | "never";
  /** Of a union: what it is made of. */
  readonly members?: readonly Typed[];
}

export type TypeOf = (schema: Schema, context: TypeContext) => Typed;

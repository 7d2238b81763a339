import type { Schema } from "../../openapi/index.ts";
import type { Said } from "../../typescript/constraints/index.ts";
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
  /** What the code says as JSON Schema; absent where it cannot be read as one. */
  readonly said?: Said;
  /** It is an object in braces. */
  readonly isBraces?: boolean;
  /** Of an intersection: what stands between its signs. */
  readonly parts?: readonly Typed[];
  /** Of a union: what it is made of. */
  readonly members?: readonly Typed[];
}

export type TypeOf = (schema: Schema, context: TypeContext) => Typed;

import type { ObjectBase } from "../object-base.ts";
import type { ObjectId } from "../object-id.ts";

/** A function, procedure or window function. Ids: schema, name, then the types of the input arguments. */
export interface RoutineObject extends ObjectBase<"routine"> {
  readonly routineKind: "function" | "procedure" | "window";
  /** Types of the input arguments, by which PostgreSQL tells overloads apart. */
  readonly argumentTypes: readonly string[];
  /** With modes, names and defaults, as CREATE FUNCTION takes them. */
  readonly arguments: string;
  /** Same without defaults: for DROP, ALTER, COMMENT, GRANT. */
  readonly identityArguments: string;
  /** Null for a procedure. */
  readonly returns: string | null;
  readonly language: string;
  /** pg_get_functiondef: a whole CREATE OR REPLACE. */
  readonly definition: string;
  /** Text in the routine's language; null for a SQL body (BEGIN ATOMIC, RETURN), whose dependencies PostgreSQL keeps. */
  readonly body: string | null;
  /** The type that it reads, writes or otherwise serves, where both need each other (CREATE TYPE … (INPUT = …)). */
  readonly serves: ObjectId | null;
}

export interface AggregateObject extends ObjectBase<"aggregate"> {
  readonly argumentTypes: readonly string[];
  /** As CREATE AGGREGATE takes them, with ORDER BY. */
  readonly arguments: string;
  readonly identityArguments: string;
  readonly returns: string;
  /** `SFUNC` → `public.add`, as CREATE AGGREGATE spells them, in its order. */
  readonly attributes: readonly { readonly name: string; readonly value: string }[];
}

import type { JsonValue } from "../../kit/index.ts";
import type { Schema, SchemaObject } from "../index.ts";
import type { JudgeScope } from "./accept/index.ts";

/** A value for a schema; `valid` is false where none was found that the schema accepts. */
export interface Drawn {
  readonly value: JsonValue;
  readonly valid: boolean;
}

/** Where the drawing stands. */
export interface DrawContext {
  readonly scope: JudgeScope;
  /** Keys of the schemas that the way from the root has entered. */
  readonly active: readonly string[];
  /** How often a key on the way may be entered again: 0 for what can be left out. */
  readonly reentries: number;
  /** Levels below which only required properties are made. */
  readonly optionalLevels: number;
  /** 0 is the plainest value; other numbers make distinct ones. */
  readonly variant: number;
  /** What a schema that says nothing becomes. */
  readonly unknown: "string" | "object";
  /** Draws left for the whole sample: a hostile document ends here. */
  readonly budget: { left: number };
  readonly draw: (schema: Schema, context: DrawContext) => Drawn | undefined;
}

/** Several demands on one value, as one schema. */
export function allOfThem(schemas: readonly Schema[], home: SchemaObject): Schema {
  const [only] = schemas;
  if (schemas.length === 1 && only !== undefined) return only;
  return schemas.length === 0 ? true : { place: home.place, allOf: schemas };
}

/** The context of a part: one level down, and shy of circles unless the part has to be there. */
export function inner(context: DrawContext, mustBeThere: boolean): DrawContext {
  return {
    ...context,
    optionalLevels: context.optionalLevels - 1,
    reentries: mustBeThere ? 1 : 0,
    unknown: "string",
  };
}

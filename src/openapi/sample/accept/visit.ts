import type { JsonValue } from "../../../kit/index.ts";
import type { NamedSchema, Schema, SchemaObject } from "../../index.ts";

/** Which way a value travels: readOnly properties have no place in requests, writeOnly ones none in responses. */
export type Side = "request" | "response";

export interface JudgeScope {
  readonly schemas: ReadonlyMap<string, NamedSchema>;
  readonly side: Side;
  /** How a pattern is tried where text and pattern are strangers' and could take for ever; default: as it stands. */
  readonly matches?: PatternTest;
}

/** True also where the pattern is no regular expression: that is a fault of the document, not of the text. */
export type PatternTest = (pattern: string, text: string) => boolean;

/** What a schema has looked at: property names and item positions. `unevaluated*` needs it. */
export interface Marks {
  readonly properties: ReadonlySet<string>;
  readonly items: ReadonlySet<number>;
}

export const NO_MARKS: Marks = { properties: new Set(), items: new Set() };

/** How a keyword looks further: at the same value by another schema, or at a part of it. */
export interface Visit {
  readonly scope: JudgeScope;
  /** Properties of this very value that its side leaves out. */
  readonly hidden: ReadonlySet<string>;
  here(schema: Schema): Marks | undefined;
  part(value: JsonValue, schema: Schema): boolean;
}

/** A keyword that applies schemas: the marks when they hold, undefined when they do not. */
export type Applicator = (value: JsonValue, schema: SchemaObject, visit: Visit) => Marks | undefined;

/** The marks of several looks at one value. */
export function joinMarks(all: readonly Marks[]): Marks {
  const marked = all.filter((marks) => marks.properties.size > 0 || marks.items.size > 0);
  if (marked.length <= 1) return marked[0] ?? NO_MARKS;
  const properties = new Set<string>();
  const items = new Set<number>();
  for (const marks of marked) {
    for (const name of marks.properties) properties.add(name);
    for (const position of marks.items) items.add(position);
  }
  return { properties, items };
}

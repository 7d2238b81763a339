import { isJsonArray, type JsonValue } from "../../../kit/index.ts";
import type { Machine } from "../machine/machine.ts";
import type { ExternalValue, Schema, Step, Value } from "../value.ts";

/** A schema as a validation library says it, and whether its property may be missing. */
export interface Reading {
  readonly schema: Schema;
  readonly isOptional: boolean;
}

export interface Reader {
  readonly machine: Machine;
  readonly depth: number;
  /** Any schema inside of this one. */
  read(value: Value | undefined): Reading;
}

/** One method of a chain and its arguments. */
export interface Link {
  readonly name: string;
  readonly args: readonly Value[];
}

/** The methods of a chain that were called, in order; members without a call join the next one's name. */
export function linksOf({ steps }: ExternalValue): readonly Link[] {
  const links: Link[] = [];
  let names: string[] = [];
  for (const step of steps) {
    if (step.kind === "member") names.push(step.name);
    else {
      links.push({ name: lastName(names), args: step.args });
      names = [];
    }
  }
  return names.length === 0 ? links : [...links, { name: lastName(names), args: [] }];
}

const lastName = (names: readonly string[]): string => names.findLast((name) => name !== "default") ?? "";

export const callsOf = (steps: readonly Step[]): number => steps.filter(({ kind }) => kind !== "member").length;

export const anything: Reading = { schema: {}, isOptional: false };

/** A value that was written down, as JSON; undefined where it is not known. */
export function jsonOf(value: Value | undefined, depth = 0): JsonValue | undefined {
  if (value === undefined || depth > 30) return undefined;
  if (value.kind === "constant") return value.value;
  if (value.kind === "array") {
    const items = value.items.map((one) => jsonOf(one, depth + 1));
    return items.filter((one) => one !== undefined);
  }
  if (value.kind !== "object") return undefined;
  const entries = [...value.properties].flatMap(([name, one]): readonly (readonly [string, JsonValue])[] => {
    const json = jsonOf(one, depth + 1);
    return json === undefined ? [] : [[name, json]];
  });
  return Object.fromEntries(entries);
}

/** An object's schema from readings of its properties. */
export function objectSchema(properties: ReadonlyMap<string, Reading>): Schema {
  const required = [...properties].filter(([, { isOptional }]) => !isOptional).map(([name]) => name);
  const own = Object.fromEntries([...properties].map(([name, { schema }]) => [name, schema]));
  return { type: "object", properties: own, ...(required.length > 0 ? { required } : {}) };
}

/** The same schema, null allowed. */
export function nullable(schema: Schema): Schema {
  const { type } = schema;
  if (typeof type === "string") {
    const { enum: values } = schema;
    return { ...schema, type: [type, "null"], ...(isJsonArray(values) ? { enum: [...values, null] } : {}) };
  }
  return Object.keys(schema).length === 0 ? schema : { anyOf: [schema, { type: "null" }] };
}

/** Without keys that hold nothing. */
export function schemaOf(entries: Readonly<Record<string, JsonValue | undefined>>): Schema {
  const kept = Object.entries(entries).flatMap(([name, value]): readonly (readonly [string, JsonValue])[] =>
    value === undefined ? [] : [[name, value]],
  );
  return Object.fromEntries(kept);
}

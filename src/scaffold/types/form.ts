import type { Schema, SchemaObject } from "../../openapi/index.ts";
import { code, optionalName, type Fragment } from "../../typescript/index.ts";
import { hasDefault, isFlagged, type Plan, targetOf } from "../plan/index.ts";
import type { TypeContext, Typed } from "./context.ts";
import { typeOf } from "./type-of.ts";
import { atom, intersectionOf } from "./typed.ts";

/** The type of a multipart body: as its schema says, but binary parts are files. */
export function formType(schema: Schema, context: TypeContext): Typed {
  const flat = flattened(context.plan, schema);
  if (flat.properties.size === 0) return typeOf(schema, context);
  const members = [...flat.properties]
    .filter(([, property]) => !isFlagged(context.plan.model, property, "readOnly"))
    .map(([name, property]) => memberOf(name, property, { flat, context }));
  const own = atom(code`
    {
      ${members}
    }
  `);
  return intersectionOf([own, ...flat.others.map((other) => typeOf(other, context))]);
}

interface Writing {
  readonly flat: Flattened;
  readonly context: TypeContext;
}

function memberOf(name: string, property: Schema, { flat, context }: Writing): Fragment {
  const optional = !flat.required.has(name) && !hasDefault(context.plan.model, property);
  return code`${optionalName(name, optional)}: ${partType(property, context)};`;
}

function partType(property: Schema, context: TypeContext): Fragment {
  const target = targetOf(context.plan.model, property);
  if (isBinary(target)) return code`File`;
  const items = typeof target === "object" ? target.items : undefined;
  const item = items === undefined ? undefined : targetOf(context.plan.model, items);
  return isBinary(item) ? code`File[]` : typeOf(property, context).code;
}

/** A string of bytes: a file in a form. */
export function isBinary(schema: Schema | undefined): boolean {
  if (typeof schema !== "object") return false;
  const { types, format, contentMediaType, contentEncoding } = schema;
  if (types !== undefined && !types.includes("string")) return false;
  return (
    format === "binary" ||
    (contentMediaType !== undefined && contentEncoding === undefined && !/json/.test(contentMediaType))
  );
}

export interface Flattened {
  readonly properties: ReadonlyMap<string, Schema>;
  readonly required: ReadonlySet<string>;
  /** Alternatives that cannot be flattened. */
  readonly others: readonly Schema[];
  /** The objects themselves, for the rules that are not about single properties. */
  readonly objects: readonly SchemaObject[];
}

/** The properties of an object schema with its references and `allOf` joined. */
export function flattened(plan: Plan, schema: Schema): Flattened {
  const objects = objectsOf(plan, schema, 0);
  return {
    properties: new Map(objects.flatMap((object) => [...(object.properties ?? [])])),
    required: new Set(objects.flatMap((object) => object.required ?? [])),
    others: objects.flatMap((object) =>
      [object.anyOf, object.oneOf].flatMap((list) => (list === undefined ? [] : [alternatives(object, list)])),
    ),
    objects,
  };
}

const alternatives = (object: SchemaObject, list: readonly Schema[]): Schema => ({ place: object.place, anyOf: list });

function objectsOf(plan: Plan, schema: Schema, depth: number): readonly SchemaObject[] {
  if (typeof schema === "boolean" || depth > 12) return [];
  const referenced = schema.ref === undefined ? undefined : plan.model.schemas.get(schema.ref)?.schema;
  const parts = [...(referenced === undefined ? [] : [referenced]), ...(schema.allOf ?? [])];
  return [...parts.flatMap((part) => objectsOf(plan, part, depth + 1)), schema];
}

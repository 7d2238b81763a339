import type { Schema, SchemaObject } from "../../openapi/index.ts";
import type { Said } from "../../typescript/constraints/index.ts";
import { isJsonObject } from "../../kit/index.ts";
import { code, lines, optionalName, type Fragment } from "../../typescript/index.ts";
import { hasDefault, isFlagged, type Plan, schemaJsonOf, targetOf } from "../plan/index.ts";
import { docOf } from "./object.ts";
import type { TypeContext, Typed } from "./context.ts";
import { typeOf } from "./type-of.ts";
import { atom, braces, intersectionOf } from "./typed.ts";

/** The type of a multipart body: as its schema says, but binary parts are files. */
export function formType(schema: Schema, context: TypeContext): Typed {
  const flat = flattened(context.plan, schema);
  if (flat.properties.size === 0) return typeOf(schema, context);
  const visible = [...flat.properties].filter(([, property]) => !isFlagged(context.plan.model, property, "readOnly"));
  const members = visible.map(([name, property]) => memberOf(name, property, { flat, context }));
  const written = code`
    {
      ${members}
    }
  `;
  const own = braces(written, formSaid(visible, flat, context));
  return intersectionOf([own, ...flat.others.map((other) => typeOf(other, context))]);
}

interface Writing {
  readonly flat: Flattened;
  readonly context: TypeContext;
}

function memberOf(name: string, property: Schema, { flat, context }: Writing): Fragment {
  const optional = !flat.required.has(name) && !hasDefault(context.plan.model, property);
  const typed = partType(property, context);
  return lines([docOf(property, typed.said, context), code`${optionalName(name, optional)}: ${typed.code};`]);
}

const FILE = { type: "string", format: "binary" } as const;

function partType(property: Schema, context: TypeContext): Typed {
  const target = targetOf(context.plan.model, property);
  if (isBinary(target)) return atom(code`File`, FILE);
  const items = typeof target === "object" ? target.items : undefined;
  const item = items === undefined ? undefined : targetOf(context.plan.model, items);
  return isBinary(item) ? atom(code`File[]`, { type: "array", items: FILE }) : typeOf(property, context);
}

function formSaid(visible: readonly (readonly [string, Schema])[], flat: Flattened, { plan }: TypeContext): Said {
  const properties = visible.map(([name, property]) => [name, schemaJsonOf(plan, property)] as const);
  const hasOwnDefault = new Set(
    properties.flatMap(([name, json]) => (isJsonObject(json) && json["default"] !== undefined ? [name] : [])),
  );
  const sent = visible.filter(([name, property]) => flat.required.has(name) || hasDefault(plan.model, property));
  const required = sent.map(([name]) => name).filter((name) => !hasOwnDefault.has(name));
  return {
    type: "object",
    properties: Object.fromEntries(properties),
    ...(required.length > 0 && { required }),
  };
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

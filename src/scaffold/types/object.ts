import type { Schema, SchemaObject } from "../../openapi/index.ts";
import { code, jsDoc, lines, optionalName, type Fragment } from "../../typescript/index.ts";
import { hasDefault, isFlagged, propertyOf } from "../plan/index.ts";
import type { TypeContext, Typed, TypeOf } from "./context.ts";
import { atom, unionOf } from "./typed.ts";

/** An object's type in braces, one property per line; `{ [key: string]: T }` for what is not named. */
export function objectType(schema: SchemaObject, context: TypeContext, typeOf: TypeOf): Typed {
  const members = objectMembers(schema, context, typeOf);
  if (members.length === 0) return atom(code`{ [key: string]: unknown }`);
  return atom(code`
    {
      ${members}
    }
  `);
}

/** The lines between the braces of an object's type. */
export function objectMembers(schema: SchemaObject, context: TypeContext, typeOf: TypeOf): readonly Fragment[] {
  const inner = { ...context, owner: undefined };
  const properties = propertiesOf(schema, inner, typeOf);
  const named = properties.map((property) => lines([property.doc, memberLine(property)]));
  const index = indexSignature(schema, properties, { context: inner, typeOf });
  return index === undefined ? named : [...named, index];
}

interface Property {
  readonly name: string;
  readonly optional: boolean;
  readonly typed: Typed;
  readonly doc: Fragment;
}

const memberLine = ({ name, optional, typed }: Property): Fragment =>
  code`${optionalName(name, optional)}: ${typed.code};`;

function propertiesOf(schema: SchemaObject, context: TypeContext, typeOf: TypeOf): readonly Property[] {
  const required = new Set(schema.required ?? []);
  const declared = [...(schema.properties ?? [])];
  const names = new Set(declared.map(([name]) => name));
  const demanded = [...required]
    .filter((name) => !names.has(name))
    .map((name) => [name, undeclared(schema, name, context)] as const);
  return [...declared, ...demanded]
    .filter(([, property]) => isVisible(property, context))
    .map(([name, property]) => ({
      name,
      optional: !required.has(name) && !(context.side === "input" && hasDefault(context.plan.model, property)),
      typed: typeOf(property, context),
      doc: docOf(property),
    }));
}

/** `required` may name what only a sibling of the schema declares. */
const undeclared = (schema: SchemaObject, name: string, context: TypeContext): Schema =>
  propertyOf(context.plan.model, schema, name) ?? true;

const isVisible = (property: Schema, { plan, side }: TypeContext): boolean =>
  !isFlagged(plan.model, property, side === "input" ? "readOnly" : "writeOnly");

/** What stands above a property or a type. */
export function docOf(schema: Schema): Fragment {
  if (typeof schema === "boolean") return code``;
  const text = schema.description ?? schema.title;
  return jsDoc([text, schema.deprecated === true ? "@deprecated" : undefined]);
}

interface Writing {
  readonly context: TypeContext;
  readonly typeOf: TypeOf;
}

/** Every named property must fit the index signature as well, so its type takes them all in. */
function indexSignature(schema: SchemaObject, properties: readonly Property[], writing: Writing): Fragment | undefined {
  const others = otherSchemas(schema);
  if (others.length === 0) return undefined;
  const typed = others.map((other) => writing.typeOf(other, writing.context));
  const all = unionOf([...typed, ...properties.map((property) => property.typed)]);
  const optional = properties.some((property) => property.optional) && all.form !== "unknown";
  return code`[key: string]: ${optional ? unionOf([all, atom(code`undefined`)]).code : all.code};`;
}

function otherSchemas(schema: SchemaObject): readonly Schema[] {
  const additional = schema.additionalProperties ?? schema.unevaluatedProperties;
  const patterns = [...(schema.patternProperties?.values() ?? [])];
  if (additional === undefined || additional === false) return patterns;
  return [...patterns, additional];
}

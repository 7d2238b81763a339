import type { Schema, SchemaObject } from "../../openapi/index.ts";
import { isJsonObject, type JsonValue } from "../../kit/index.ts";
import { type Said, schemaTags } from "../../typescript/constraints/index.ts";
import { code, jsDocWithTags, lines, optionalName, type Fragment } from "../../typescript/index.ts";
import { hasDefault, isFlagged, propertyOf, schemaJsonOf } from "../plan/index.ts";
import type { TypeContext, Typed, TypeOf } from "./context.ts";
import { atom, braces, unionOf } from "./typed.ts";

/** An object's type in braces, one property per line; `{ [key: string]: T }` for what is not named. */
export function objectType(schema: SchemaObject, context: TypeContext, typeOf: TypeOf): Typed {
  const { members, said } = objectMembers(schema, context, typeOf);
  if (members.length === 0) return braces(code`{ [key: string]: unknown }`, said);
  const written = code`
    {
      ${members}
    }
  `;
  return braces(written, said);
}

/** The lines between the braces of an object's type, and what they say. */
export function objectMembers(schema: SchemaObject, context: TypeContext, typeOf: TypeOf): Members {
  const inner = { ...context, owner: undefined };
  const properties = propertiesOf(schema, inner, typeOf);
  const named = properties.map((property) => lines([property.doc, memberLine(property)]));
  const index = indexSignature(schema, properties, { context: inner, typeOf });
  const said = objectSaid(properties, index === undefined ? {} : { others: index.said }, context);
  return { members: index === undefined ? named : [...named, index.code], said };
}

interface Members {
  readonly members: readonly Fragment[];
  readonly said: Said;
}

/** What is declared, with the tags of each property; a value that has a default need not be sent. */
function objectSaid(properties: readonly Property[], index: { readonly others?: Said }, { side }: TypeContext): Said {
  const { others } = index;
  if ("others" in index && others === undefined) return undefined;
  // `{ [key: string]: unknown }` is any object.
  const isAny = others !== undefined && properties.length === 0 && Object.keys(others).length === 0;
  const declared = properties.filter(({ isDeclared }) => isDeclared);
  const required = properties.filter(({ optional, json }) => !optional && !(side === "input" && hasOwnDefault(json)));
  return {
    type: "object",
    ...(declared.length > 0 && { properties: Object.fromEntries(declared.map(({ name, json }) => [name, json])) }),
    ...(required.length > 0 && { required: required.map(({ name }) => name) }),
    ...(others !== undefined && !isAny && { additionalProperties: others }),
  };
}

const hasOwnDefault = (json: JsonValue): boolean => isJsonObject(json) && json["default"] !== undefined;

interface Property {
  readonly name: string;
  readonly optional: boolean;
  readonly typed: Typed;
  readonly doc: Fragment;
  readonly json: JsonValue;
  /** Only `required` names it otherwise. */
  readonly isDeclared: boolean;
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
    .map(([name, property]) => {
      const typed = typeOf(property, context);
      const isDeclared = names.has(name);
      return {
        name,
        optional: !required.has(name) && !(context.side === "input" && hasDefault(context.plan.model, property)),
        typed,
        doc: isDeclared ? docOf(property, typed.said, context) : jsDocWithTags(undefined, ["@undeclared"]),
        json: isDeclared ? schemaJsonOf(context.plan, property) : {},
        isDeclared,
      };
    });
}

/** `required` may name what only a sibling of the schema declares. */
const undeclared = (schema: SchemaObject, name: string, context: TypeContext): Schema =>
  propertyOf(context.plan.model, schema, name) ?? true;

const isVisible = (property: Schema, { plan, side }: TypeContext): boolean =>
  !isFlagged(plan.model, property, side === "input" ? "readOnly" : "writeOnly");

/** What stands above a property or a type: its words, and as tags what the type does not say. */
export function docOf(schema: Schema, said: Said, { plan }: Pick<TypeContext, "plan">): Fragment {
  return jsDocWithTags(wordsOf(schema), schemaTags(said, schemaJsonOf(plan, schema)));
}

export const wordsOf = (schema: Schema): string | undefined =>
  typeof schema === "boolean" ? undefined : (schema.description ?? schema.title);

interface Writing {
  readonly context: TypeContext;
  readonly typeOf: TypeOf;
}

/** Every named property must fit the index signature as well, so its type takes them all in. */
function indexSignature(
  schema: SchemaObject,
  properties: readonly Property[],
  writing: Writing,
): { readonly code: Fragment; readonly said: Said } | undefined {
  const others = otherSchemas(schema);
  if (others.length === 0) return undefined;
  const typed = others.map((other) => writing.typeOf(other, writing.context));
  const all = unionOf([...typed, ...properties.map((property) => property.typed)]);
  const optional = properties.some((property) => property.optional) && all.form !== "unknown";
  const written = code`[key: string]: ${optional ? unionOf([all, atom(code`undefined`)]).code : all.code};`;
  const { additionalProperties } = schema;
  if (typeof additionalProperties !== "object" || others.length > 1) return { code: written, said: all.said };
  // The union with all properties says too much: the tags say what the others are.
  const { plan } = writing.context;
  const said = properties.length === 0 ? all.said : undefined;
  const json = schemaJsonOf(plan, additionalProperties);
  return {
    code: lines([docOf(additionalProperties, said, writing.context), written]),
    said: isJsonObject(json) ? json : {},
  };
}

function otherSchemas(schema: SchemaObject): readonly Schema[] {
  const additional = schema.additionalProperties ?? schema.unevaluatedProperties;
  const patterns = [...(schema.patternProperties?.values() ?? [])];
  if (additional === undefined || additional === false) return patterns;
  return [...patterns, additional];
}

import { type JsonType, type Schema, type SchemaObject, schemaReference } from "../../openapi/index.ts";
import { literalSaid, NULL_SAID } from "../../typescript/constraints/index.ts";
import { code, literal } from "../../typescript/index.ts";
import { arrayType } from "./array.ts";
import { closesCircle } from "./circle.ts";
import type { TypeContext, Typed } from "./context.ts";
import { objectType } from "./object.ts";
import { atom, intersectionOf, NEVER, unionOf, UNKNOWN } from "./typed.ts";

/** The type of the values that a schema accepts, on one side of a request. What types cannot say is left to validation. */
export function typeOf(schema: Schema, context: TypeContext): Typed {
  if (schema === true) return UNKNOWN;
  if (schema === false) return NEVER;
  return intersectionOf([ownType(schema, context), ...combined(schema, context)]);
}

function combined(schema: SchemaObject, context: TypeContext): readonly Typed[] {
  return [
    ...(schema.ref === undefined ? [] : [referenceType(schema.ref, context)]),
    ...(schema.allOf ?? []).map((part) => typeOf(part, context)),
    ...[schema.anyOf, schema.oneOf].flatMap((parts) =>
      parts === undefined || parts.length === 0
        ? []
        : [unionOf(parts.map((part) => branchType(part, { schema, context })))],
    ),
  ];
}

function referenceType(ref: string, context: TypeContext): Typed {
  if (!context.plan.schemas.has(ref)) return UNKNOWN;
  if (context.owner !== undefined && closesCircle(context.plan.model, ref, context.owner)) return UNKNOWN;
  return atom(context.named(ref, context.side), { $ref: schemaReference(ref) });
}

/** A branch that only demands properties means those of the schema around it. */
function branchType(
  part: Schema,
  { schema, context }: { readonly schema: SchemaObject; readonly context: TypeContext },
): Typed {
  if (typeof part === "boolean" || part.required === undefined || part.properties !== undefined)
    return typeOf(part, context);
  return typeOf({ ...part, types: part.types ?? ["object"], properties: demanded(part, schema) }, context);
}

const demanded = (part: SchemaObject, around: SchemaObject): ReadonlyMap<string, Schema> =>
  new Map(
    (part.required ?? []).flatMap((name) => {
      const property = around.properties?.get(name);
      return property === undefined ? [] : [[name, property] as const];
    }),
  );

function ownType(schema: SchemaObject, context: TypeContext): Typed {
  if (schema.const !== undefined) return atom(literal(schema.const), literalSaid(schema.const));
  if (schema.enum !== undefined) return unionOf(schema.enum.map((value) => atom(literal(value), literalSaid(value))));
  return unionOf(typesOf(schema).map((type) => typeNamed(type, schema, context)));
}

/** The types that the keywords speak of when `type` is missing. */
function typesOf(schema: SchemaObject): readonly (JsonType | "any")[] {
  if (schema.types !== undefined) return schema.types;
  const { properties, patternProperties, additionalProperties, required, items, prefixItems } = schema;
  if (properties !== undefined || patternProperties !== undefined || isSchema(additionalProperties)) return ["object"];
  if (items !== undefined || prefixItems !== undefined) return ["array"];
  return required !== undefined && required.length > 0 ? ["object"] : ["any"];
}

const isSchema = (schema: Schema | undefined): boolean => typeof schema === "object";

function typeNamed(type: JsonType | "any", schema: SchemaObject, context: TypeContext): Typed {
  switch (type) {
    case "null":
      return atom(code`null`, NULL_SAID);
    case "boolean":
      return atom(code`boolean`, { type: "boolean" });
    case "integer":
    case "number":
      return atom(code`number`, { type: "number" });
    case "string":
      return atom(code`string`, { type: "string" });
    case "array":
      return arrayType(schema, context, typeOf);
    case "object":
      return objectType(schema, context, typeOf);
    case "any":
      return UNKNOWN;
  }
}

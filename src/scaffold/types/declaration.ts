import type { NamedSchema, Schema } from "../../openapi/index.ts";
import { code, ident, lines, type Fragment } from "../../typescript/index.ts";
import type { TypeContext } from "./context.ts";
import { docOf, objectMembers } from "./object.ts";
import { typeOf } from "./type-of.ts";

/** `export interface User { … }` for a plain object, else `export type User = …;`. */
export function declaration(named: NamedSchema, name: string, context: TypeContext): Fragment {
  const { schema } = named;
  const owned = { ...context, owner: named.key };
  const body = isPlainObject(schema)
    ? interfaceOf(schema, name, owned)
    : code`export type ${ident(name)} = ${typeOf(schema, owned).code};`;
  return lines([docOf(schema), body]);
}

function interfaceOf(schema: Schema & object, name: string, context: TypeContext): Fragment {
  const members = objectMembers(schema, context, typeOf);
  if (members.length === 0) return code`export type ${ident(name)} = { [key: string]: unknown };`;
  return code`
    export interface ${ident(name)} {
      ${members}
    }
  `;
}

function isPlainObject(schema: Schema): schema is Schema & object {
  if (typeof schema === "boolean") return false;
  const { ref, allOf, anyOf, oneOf, enum: values, const: only, types } = schema;
  if ([ref, allOf, anyOf, oneOf, values, only].some((keyword) => keyword !== undefined)) return false;
  return types === undefined ? schema.properties !== undefined : types.length === 1 && types[0] === "object";
}

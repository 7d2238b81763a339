import type { NamedSchema, Schema } from "../../openapi/index.ts";
import { schemaTags, tagLine } from "../../typescript/constraints/index.ts";
import { code, ident, jsDocWithTags, lines, type Fragment } from "../../typescript/index.ts";
import { schemaJsonOf } from "../plan/index.ts";
import type { TypeContext, Typed } from "./context.ts";
import { objectMembers, wordsOf } from "./object.ts";
import { typeOf } from "./type-of.ts";

/** `export interface User { … }` for a plain object, else `export type User = …;`. */
export function declaration(named: NamedSchema, name: string, context: TypeContext): Fragment {
  const { schema } = named;
  const { code: body, said } = declared(schema, name, { ...context, owner: named.key });
  const component = componentTags(named.key, name, context);
  const own = schemaTags(said, schemaJsonOf(context.plan, schema));
  const tags = [...component, ...(component.includes("@input") ? own.filter(isOfBoth) : own)];
  return lines([jsDocWithTags(wordsOf(schema), tags), body]);
}

/** What only the type of answers has to tell: properties that one side hides, names that both demand. */
const isOfBoth = (tag: string): boolean => !/^@(?:schema|property|required|unsaid) /.test(tag);

/** `@component io.k8s.Pod` where the document calls the schema otherwise; `@input` on what a request carries of it. */
function componentTags(key: string, name: string, { plan }: TypeContext): readonly string[] {
  const isInput = plan.schemas.get(key)?.output !== name;
  return [...(key === name ? [] : [tagLine("component", key)]), ...(isInput ? ["@input"] : [])];
}

function declared(schema: Schema, name: string, context: TypeContext): Pick<Typed, "code" | "said"> {
  if (isPlainObject(schema)) return interfaceOf(schema, name, context);
  const typed = typeOf(schema, context);
  return { code: code`export type ${ident(name)} = ${typed.code};`, said: typed.said };
}

function interfaceOf(schema: Schema & object, name: string, context: TypeContext): Pick<Typed, "code" | "said"> {
  const { members, said } = objectMembers(schema, context, typeOf);
  if (members.length === 0) return { code: code`export type ${ident(name)} = { [key: string]: unknown };`, said };
  const written = code`
    export interface ${ident(name)} {
      ${members}
    }
  `;
  return { code: written, said };
}

function isPlainObject(schema: Schema): schema is Schema & object {
  if (typeof schema === "boolean") return false;
  const { ref, allOf, anyOf, oneOf, enum: values, const: only, types } = schema;
  if ([ref, allOf, anyOf, oneOf, values, only].some((keyword) => keyword !== undefined)) return false;
  return types === undefined ? schema.properties !== undefined : types.length === 1 && types[0] === "object";
}

import type { SchemaObject } from "../../openapi/index.ts";
import { arraySaid, type Said, tupleSaid } from "../../typescript/constraints/index.ts";
import { arrayOf, code } from "../../typescript/index.ts";
import type { TypeContext, Typed, TypeOf } from "./context.ts";
import { atom, tight, UNKNOWN } from "./typed.ts";

/** `Item[]`, or a tuple where the first items have schemas of their own. */
export function arrayType(schema: SchemaObject, context: TypeContext, typeOf: TypeOf): Typed {
  const inner = { ...context, owner: undefined };
  if (schema.prefixItems !== undefined && schema.prefixItems.length > 0) return tupleType(schema, inner, typeOf);
  const item = schema.items === undefined ? UNKNOWN : typeOf(schema.items, inner);
  return atom(code`${tight(item)}[]`, arraySaid(item.said));
}

function tupleType(schema: SchemaObject, context: TypeContext, typeOf: TypeOf): Typed {
  const items = (schema.prefixItems ?? []).map((item) => typeOf(item, context));
  const fixed = items.map((item, index) => (index >= (schema.minItems ?? 0) ? code`${tight(item)}?` : item.code));
  const others = schema.items ?? schema.unevaluatedItems;
  const rest = others === undefined ? UNKNOWN : typeOf(others, context);
  const open = others === false ? [] : [code`...${tight(rest)}[]`];
  const said: Said | "closed" = others === false ? "closed" : rest.said;
  const all = items.map((item) => item.said);
  return atom(arrayOf([...fixed, ...open]), tupleSaid(all, said));
}

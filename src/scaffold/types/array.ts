import type { Schema, SchemaObject } from "../../openapi/index.ts";
import { arrayOf, code, type Fragment } from "../../typescript/index.ts";
import type { TypeContext, Typed, TypeOf } from "./context.ts";
import { atom, tight, UNKNOWN } from "./typed.ts";

/** `Item[]`, or a tuple where the first items have schemas of their own. */
export function arrayType(schema: SchemaObject, context: TypeContext, typeOf: TypeOf): Typed {
  const inner = { ...context, owner: undefined };
  if (schema.prefixItems !== undefined && schema.prefixItems.length > 0) return tupleType(schema, inner, typeOf);
  const item = schema.items === undefined ? UNKNOWN : typeOf(schema.items, inner);
  return atom(code`${tight(item)}[]`);
}

function tupleType(schema: SchemaObject, context: TypeContext, typeOf: TypeOf): Typed {
  const fixed = (schema.prefixItems ?? []).map((item, index) =>
    element(item, index >= (schema.minItems ?? 0), { context, typeOf }),
  );
  const rest = schema.items ?? schema.unevaluatedItems;
  const open = rest === false ? [] : [code`...${tight(rest === undefined ? UNKNOWN : typeOf(rest, context))}[]`];
  return atom(arrayOf([...fixed, ...open]));
}

interface Writing {
  readonly context: TypeContext;
  readonly typeOf: TypeOf;
}

function element(item: Schema, optional: boolean, { context, typeOf }: Writing): Fragment {
  const typed = typeOf(item, context);
  return optional ? code`${tight(typed)}?` : typed.code;
}

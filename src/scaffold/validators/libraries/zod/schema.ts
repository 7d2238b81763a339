import type { Schema, SchemaObject } from "../../../../openapi/index.ts";
import { argumentsOf, code, type Fragment } from "../../../../typescript/index.ts";
import type { Writing } from "../library.ts";
import type { Zod } from "./context.ts";
import { prepared } from "../split.ts";
import { refusesKeys } from "../closedness.ts";
import { saysValuesOnly } from "../values.ts";
import { constantOf, enumOf } from "./values.ts";
import { typedOf } from "./typed.ts";
import { unionOf } from "./unions.ts";

/** A schema as an expression of zod; undefined where it demands nothing. */
export function zodOf(schema: Schema, library: Zod["library"], writing: Writing): Fragment | undefined {
  const zod: Zod = { library, writing, of: (inner) => written(inner, zod) };
  return written(schema, zod);
}

function written(schema: Schema, zod: Zod): Fragment | undefined {
  if (typeof schema === "boolean") return schema ? undefined : code`z.never()`;
  const { library, writing } = zod;
  const { said, own } = prepared(schema, library, writing);
  const base = together(partsOf(said, zod), zod);
  if (own === undefined) return base;
  return code`${base ?? code`z.unknown()`}.check(${writing.helper("schemas", "alsoCheck")}(${writing.own(own)}))`;
}

interface Part {
  readonly code: Fragment;
  /** It refuses properties that another part may name. */
  readonly isClosed: boolean;
}

function partsOf(said: SchemaObject, zod: Zod): readonly Part[] {
  const { model } = zod.writing.plan;
  const part = (code: Fragment | undefined, ...schemas: readonly Schema[]): readonly Part[] =>
    code === undefined ? [] : [{ code, isClosed: schemas.some((one) => refusesKeys(model, one)) }];
  const { enum: values, const: fixed, allOf, ref, ...rest } = said;
  const { anyOf: _a, oneOf: _o, ...own } = rest;
  const listed = enumOf(values, said);
  const typed = saysValuesOnly(said) ? undefined : typedOf(said, zod);
  return [
    ...part(ref === undefined ? undefined : referenceTo(ref, zod), {
      place: said.place,
      ...(ref === undefined ? {} : { ref }),
    }),
    ...part(typed, own),
    ...part(listed),
    ...part(constantOf(fixed, said)),
    ...(allOf ?? []).flatMap((one) => part(zod.of(one), one)),
    ...unionOf(said, zod).flatMap((one) => part(one, ...(said.anyOf ?? []), ...(said.oneOf ?? []))),
  ];
}

function referenceTo(key: string, { writing }: Zod): Fragment {
  const { name, isOpen } = writing.reference(key);
  return isOpen ? code`z.lazy(() => ${name})` : name;
}

/** All of several schemas: an intersection lets pass what one side alone names, so that closed ones are asked one by one. */
function together(parts: readonly Part[], { writing }: Zod): Fragment | undefined {
  const [first, ...others] = parts;
  if (first === undefined) return undefined;
  if (others.length === 0) return first.code;
  if (parts.some(({ isClosed }) => isClosed))
    return code`${writing.helper("schemas", "every")}${argumentsOf(parts.map((part) => part.code))}`;
  return others.reduce((all, part) => code`${all}.and(${part.code})`, first.code);
}

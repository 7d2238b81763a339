import type { Schema, SchemaObject } from "../../../../openapi/index.ts";
import { argumentsOf, arrayOf, code, literal, type Fragment } from "../../../../typescript/index.ts";
import { dispatchOf, type Dispatch } from "../../dispatch.ts";
import type { Writing } from "../library.ts";
import { saysValuesOnly } from "../values.ts";
import { isHeavy } from "../weight.ts";
import { withNull } from "../null.ts";
import { prepared } from "../split.ts";
import { ofAny, type TypeBox } from "./context.ts";
import { typedOf } from "./typed.ts";
import { listedValues } from "./values.ts";

/** A schema as an expression of TypeBox; undefined where it demands nothing. */
export function typeboxOf(schema: Schema, library: TypeBox["library"], writing: Writing): Fragment | undefined {
  const typebox: TypeBox = { library, writing, of: (inner) => written(inner, typebox) };
  return written(schema, typebox);
}

function written(schema: Schema, typebox: TypeBox): Fragment | undefined {
  if (typeof schema === "boolean") return schema ? undefined : code`Type.Never()`;
  const { library, writing } = typebox;
  const { said, own } = prepared(schema, library, writing);
  const parts = partsOf(said, typebox);
  const [first] = parts;
  const base = parts.length > 1 ? code`Type.Intersect(${arrayOf(parts)})` : first;
  if (own === undefined) return base;
  return code`${writing.helper("schemas", "alsoCheck")}(${base ?? code`Type.Unknown()`}, ${writing.own(own)})`;
}

function partsOf(said: SchemaObject, typebox: TypeBox): readonly Fragment[] {
  const { enum: values, const: fixed, allOf, ref } = said;
  const listed = values === undefined ? [] : [listedValues(values, said)];
  const typed = saysValuesOnly(said) ? [] : typedOf(said, typebox);
  return [
    ...(ref === undefined ? [] : [referenceTo(ref, typebox)]),
    ...typed,
    ...listed,
    ...(fixed === undefined ? [] : [listedValues([fixed], said)]),
    ...(allOf ?? []).flatMap((one) => typebox.of(one) ?? []),
    ...unions(said, typebox),
    ...rawPart(said, typebox),
  ];
}

function referenceTo(key: string, { writing }: TypeBox): Fragment {
  const { model } = writing.plan;
  const { name, isOpen } = writing.reference(key);
  return isOpen || isHeavy(model, model.schemas.get(key)?.schema ?? true) ? code`Type.Ref("${name}")` : name;
}

function unions(said: SchemaObject, typebox: TypeBox): readonly Fragment[] {
  const { anyOf, oneOf } = said;
  const all = [
    ...(anyOf === undefined ? [] : alternatives(anyOf, "Union", typebox)),
    ...(oneOf === undefined ? [] : alternatives(oneOf, "OneOf", typebox)),
  ];
  const dispatch = dispatchOf(typebox.writing.plan.model, said);
  if (dispatch === undefined || (dispatch.isComplete && said.discriminator === undefined)) return all;
  return [tagged(dispatch, all, typebox)];
}

/** The property that tells the alternatives apart has no builder. */
function tagged({ property, cases, isComplete }: Dispatch, all: readonly Fragment[], typebox: TypeBox): Fragment {
  const rows = cases.map(({ values, branch }) => code`[${arrayOf(values.map(literal))}, ${ofAny(branch, typebox)}]`);
  const otherwise = isComplete ? [] : all.slice(0, 1);
  const name = typebox.writing.helper("schemas", "tagged");
  return code`${name}${argumentsOf([literal(property), arrayOf(rows), ...otherwise])}`;
}

/** `oneOf` has no builder: it stands as JSON Schema writes it. */
function alternatives(branches: readonly Schema[], kind: "Union" | "OneOf", typebox: TypeBox): readonly Fragment[] {
  const { rest, hasNull } = withNull(branches);
  const [one] = rest;
  if (one !== undefined && rest.length === 1) {
    const schema = typebox.of(one);
    if (schema === undefined) return [];
    return [hasNull ? code`Type.Union([${schema}, Type.Null()])` : schema];
  }
  const list = arrayOf(branches.map((branch) => ofAny(branch, typebox)));
  return [kind === "Union" ? code`Type.Union(${list})` : code`Type.Unsafe({ oneOf: ${list} })`];
}

/** A keyword without a builder. */
function rawPart(said: SchemaObject, typebox: TypeBox): readonly Fragment[] {
  return said.not === undefined ? [] : [code`Type.Unsafe({ not: ${ofAny(said.not, typebox)} })`];
}

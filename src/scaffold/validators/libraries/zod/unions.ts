import type { Schema, SchemaObject } from "../../../../openapi/index.ts";
import { arrayOf, code, literal, type Fragment } from "../../../../typescript/index.ts";
import { dispatchOf, type Dispatch } from "../../dispatch.ts";
import { plain } from "../plain.ts";
import { withNull } from "../null.ts";
import { saysValuesOnly } from "../values.ts";
import { ofAny, type Zod } from "./context.ts";

/** `anyOf` and `oneOf`, or the property that tells their alternatives apart. */
export function unionOf(said: SchemaObject, zod: Zod): readonly Fragment[] {
  if (said.anyOf === undefined && said.oneOf === undefined) return [];
  const dispatch = dispatchOf(zod.writing.plan.model, said);
  const all = [
    ...alternatives(said.anyOf, "z.union", zod),
    ...(dispatch === undefined || !dispatch.isComplete ? alternatives(said.oneOf, "z.xor", zod) : []),
  ];
  if (dispatch === undefined) return all;
  return [discriminated(dispatch, all, zod)];
}

function alternatives(
  branches: readonly Schema[] | undefined,
  kind: "z.union" | "z.xor",
  zod: Zod,
): readonly Fragment[] {
  if (branches === undefined) return [];
  const { rest, hasNull } = withNull(branches);
  const [only] = rest;
  if (only !== undefined && rest.length === 1) {
    const schema = zod.of(only);
    if (schema === undefined) return [];
    return [hasNull ? code`${schema}.nullable()` : schema];
  }
  const list = arrayOf(branches.map((branch) => ofAny(branch, zod)));
  return [kind === "z.union" ? code`z.union(${list})` : code`z.xor(${list})`];
}

function discriminated(dispatch: Dispatch, otherwise: readonly Fragment[], zod: Zod): Fragment {
  const { property, cases, isComplete } = dispatch;
  const isPlain = isComplete && cases.every(({ branch, values }) => isTagged(branch, property, { values, zod }));
  if (isPlain) {
    const options = arrayOf(cases.map(({ branch }) => ofAny(branch, zod)));
    return code`z.discriminatedUnion(${literal(property)}, ${options})`;
  }
  const rows = cases.map(({ values, branch }) => code`[${arrayOf(values.map(literal))}, ${ofAny(branch, zod)}]`);
  const [rest] = otherwise;
  const last = isComplete || rest === undefined ? [] : [rest];
  const list = arrayOf(rows);
  return code`${zod.writing.helper("schemas", "tagged")}(${literal(property)}, ${list}${last.map((one) => code`, ${one}`)})`;
}

interface Tag {
  readonly values: readonly unknown[];
  readonly zod: Zod;
}

/** An object of its own, written before, in which the property has the values itself: what zod can tell apart. */
function isTagged(branch: Schema, property: string, { values, zod }: Tag): boolean {
  if (typeof branch === "boolean") return false;
  const { writing } = zod;
  const { plan } = writing;
  const isBare = branch.ref !== undefined && Object.keys(branch).every((key) => key === "ref" || key === "place");
  if (branch.ref !== undefined && (!isBare || writing.reference(branch.ref).isOpen)) return false;
  const target = branch.ref === undefined ? branch : (plan.model.schemas.get(branch.ref)?.schema ?? true);
  if (typeof target === "boolean") return false;
  const schema = plain(target, plan);
  const { types, ref, allOf, anyOf, oneOf, enum: listed, const: fixed, unevaluatedProperties } = schema;
  if ([ref, allOf, anyOf, oneOf, listed, fixed, unevaluatedProperties].some((keyword) => keyword !== undefined))
    return false;
  const tag = schema.properties?.get(property);
  if (types?.length !== 1 || types[0] !== "object" || typeof tag !== "object" || tag.ref !== undefined) return false;
  if (!isListOfValues(plain(tag, plan))) return false;
  const own = tag.const === undefined ? tag.enum : [tag.const];
  return schema.required?.includes(property) === true && own?.length === values.length;
}

/** Values and nothing beside them: of an intersection zod does not know the values. */
function isListOfValues(tag: SchemaObject): boolean {
  const { types = [], enum: listed, const: fixed, allOf, anyOf, oneOf } = tag;
  const isJoined = [allOf, anyOf, oneOf].some((keyword) => keyword !== undefined);
  const isTwice = listed !== undefined && fixed !== undefined;
  return !isJoined && !isTwice && types.length <= 1 && saysValuesOnly(tag);
}

import type { JsonValue } from "../../kit/index.ts";
import type { ApiModel, Schema, SchemaObject } from "../../openapi/index.ts";
import { isFlagged, propertyOf, targetOf } from "../plan/index.ts";

/** A property whose value names the one alternative that a value has to fit. */
export interface Dispatch {
  readonly property: string;
  readonly cases: readonly { readonly values: readonly JsonValue[]; readonly branch: Schema }[];
  /** Every alternative demands the property: another value, or none, fits nothing. */
  readonly isComplete: boolean;
}

/**
 * How alternatives are told apart: by the discriminator, else by a required property with fixed values of its own in each.
 * What a schema says of the property counts more than the names of a mapping: documents often forget the mapping.
 */
export function dispatchOf(model: ApiModel, schema: SchemaObject): Dispatch | undefined {
  const branches = schema.oneOf ?? schema.anyOf ?? [];
  if (branches.length < 2 || (schema.oneOf !== undefined && schema.anyOf !== undefined)) return undefined;
  if (schema.discriminator !== undefined) return discriminated(model, schema, branches);
  return candidates(model, branches[0])
    .map((property) => fixed(model, property, branches))
    .find((found) => found !== undefined);
}

function discriminated(model: ApiModel, schema: SchemaObject, branches: readonly Schema[]): Dispatch | undefined {
  const property = schema.discriminator?.property ?? "";
  const mapping = [...(schema.discriminator?.mapping ?? [])];
  const cases = branches.map((branch) => {
    const named = mapping.filter(([, key]) => typeof branch === "object" && key === branch.ref).map(([value]) => value);
    return { branch, values: valuesOf(model, branch, property) ?? named };
  });
  return isClear(cases)
    ? { property, cases, isComplete: branches.every((branch) => demands(model, branch, property)) }
    : undefined;
}

function fixed(model: ApiModel, property: string, branches: readonly Schema[]): Dispatch | undefined {
  const cases = branches.map((branch) => ({
    branch,
    values:
      demands(model, branch, property) && isObjectSchema(model, branch)
        ? (valuesOf(model, branch, property) ?? [])
        : [],
  }));
  return isClear(cases)
    ? { property, cases, isComplete: branches.every((branch) => demands(model, branch, property)) }
    : undefined;
}

/** Every alternative has values, and none has a value of another. */
function isClear(cases: Dispatch["cases"]): boolean {
  const all = cases.flatMap(({ values }) => values);
  return cases.every(({ values }) => values.length > 0) && new Set(all).size === all.length;
}

function candidates(model: ApiModel, branch: Schema | undefined): readonly string[] {
  const target = branch === undefined ? undefined : targetOf(model, branch);
  return typeof target === "object" ? (target.required ?? []) : [];
}

/** `required` of the schema itself, of its reference or of its `allOf` names the property. */
function demands(model: ApiModel, branch: Schema, property: string): boolean {
  const open: { readonly schema: Schema; readonly depth: number }[] = [{ schema: branch, depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { schema, depth } = next;
    if (typeof schema === "boolean" || depth > DEEPEST) continue;
    if (schema.required?.includes(property) === true) return !isHidden(model, branch, property);
    const target = schema.ref === undefined ? true : (model.schemas.get(schema.ref)?.schema ?? true);
    for (const part of [target, ...(schema.allOf ?? [])]) open.push({ schema: part, depth: depth + 1 });
  }
  return false;
}

const DEEPEST = 12;

/** What is read-only is not sent: it tells nothing apart where it is missing. */
function isHidden(model: ApiModel, branch: Schema, property: string): boolean {
  const declared = propertyOf(model, branch, property);
  return declared !== undefined && isFlagged(model, declared, "readOnly");
}

const isObjectSchema = (model: ApiModel, branch: Schema): boolean => {
  const target = targetOf(model, branch);
  return typeof target === "object" && target.types?.length === 1 && target.types[0] === "object";
};

/** The plain values that a schema fixes for one of its properties. */
function valuesOf(model: ApiModel, branch: Schema, property: string): readonly JsonValue[] | undefined {
  const nested = nestedValues(model, branch, property);
  if (nested !== undefined) return nested;
  const declared = propertyOf(model, branch, property);
  const target = declared === undefined ? undefined : targetOf(model, declared);
  if (typeof target !== "object") return undefined;
  const values = target.const === undefined ? target.enum : [target.const];
  return values?.every((value) => typeof value === "string") === true ? values : undefined;
}

/** The values of an alternative that is a union itself. */
function nestedValues(model: ApiModel, branch: Schema, property: string): readonly JsonValue[] | undefined {
  const target = targetOf(model, branch);
  const inner = typeof target === "object" ? (target.oneOf ?? target.anyOf) : undefined;
  if (inner === undefined || inner.length === 0 || target === branch) return undefined;
  const values = inner.map((one) => (refOf(one) === refOf(branch) ? [] : (valuesOf(model, one, property) ?? [])));
  return values.every((list) => list.length > 0) ? values.flat() : undefined;
}

const refOf = (schema: Schema): string | undefined => (typeof schema === "object" ? schema.ref : undefined);

import type { Schema, SchemaObject } from "../../../openapi/index.ts";
import { regularExpression } from "../../../typescript/index.ts";
import { isFlagged, type Plan } from "../../plan/index.ts";
import { NUMBER_FORMATS, TEXT_FORMATS } from "../formats.ts";
import { without, type Keyword } from "./keywords.ts";

/** A schema as a request is held to it: what says nothing is left out, and what only an answer carries is anything. */
export function plain(schema: SchemaObject, plan: Plan): SchemaObject {
  const kept = without(schema, idle(schema, plan));
  const patterns = [...(schema.patternProperties ?? [])].filter(
    ([pattern]) => regularExpression(pattern) !== undefined,
  );
  if (schema.patternProperties !== undefined) kept.patternProperties = new Map(patterns);
  if (patterns.length === 0) delete kept.patternProperties;
  return { ...kept, ...sided(schema, plan) };
}

/** A request does not carry what is read-only: it is neither demanded nor checked. */
function sided({ properties, required }: SchemaObject, { model }: Plan): Partial<SchemaObject> {
  if (properties === undefined) return {};
  const isReadOnly = (property: Schema): boolean => isFlagged(model, property, "readOnly");
  const sent = [...properties].map(([name, one]) => [name, isReadOnly(one) ? true : one] as const);
  const demanded = required?.filter((name) => !isReadOnly(properties.get(name) ?? true));
  return { properties: new Map(sent), ...(demanded === undefined ? {} : { required: demanded }) };
}

/** Keywords that are there and demand nothing. */
function idle(schema: SchemaObject, plan: Plan): readonly Keyword[] {
  const { ref, pattern, multipleOf, uniqueItems, anyOf, oneOf, allOf, not, items, contains } = schema;
  const tests: readonly (readonly [Keyword, boolean])[] = [
    ["ref", ref !== undefined && !plan.model.schemas.has(ref)],
    ["format", !isKnownFormat(schema, plan)],
    ["pattern", pattern !== undefined && regularExpression(pattern) === undefined],
    ["multipleOf", multipleOf !== undefined && multipleOf <= 0],
    ["uniqueItems", uniqueItems !== true],
    ["anyOf", anyOf?.length === 0 || anyOf?.includes(true) === true],
    ["oneOf", oneOf?.length === 0],
    ["allOf", allOf?.every((part) => part === true) === true],
    ["not", not === false],
    ["items", items === true],
    ["additionalProperties", schema.additionalProperties === true],
    ["unevaluatedProperties", schema.unevaluatedProperties === true],
    ["unevaluatedItems", schema.unevaluatedItems === true],
    ["propertyNames", schema.propertyNames === true],
    ["if", schema.then === undefined && schema.else === undefined],
    ...(contains === undefined || (schema.minContains === 0 && schema.maxContains === undefined)
      ? (["contains", "minContains", "maxContains"] as const).map((keyword) => [keyword, true] as const)
      : []),
    ...(schema.if === undefined ? (["then", "else"] as const).map((keyword) => [keyword, true] as const) : []),
    ...(["minLength", "minItems", "minProperties"] as const).map(
      (keyword) => [keyword, (schema[keyword] ?? 0) <= 0] as const,
    ),
  ];
  return tests.flatMap(([keyword, isIdle]) => (isIdle ? [keyword] : []));
}

const isKnownFormat = ({ format }: SchemaObject, { options }: Plan): boolean =>
  format !== undefined && options.formats && (TEXT_FORMATS.has(format) || NUMBER_FORMATS.has(format));

import type { JsonValue } from "../../kit/index.ts";
import type { Schema, SchemaObject } from "../../openapi/index.ts";
import { accepts, type JudgeScope, schemaOfItem, schemasOfProperty } from "../../openapi/sample/index.ts";
import { conjunctsOf } from "./conjuncts.ts";

/** What a parameter's text was before its schema is asked: texts, lists of them, texts by name. */
export type Raw = string | readonly Raw[] | { readonly [name: string]: Raw };

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Texts → numbers, booleans and null, wherever the schema wants those; what fits nothing stays a text. */
export function settle(raw: Raw, schema: Schema, scope: JudgeScope): JsonValue {
  if (typeof raw === "string") return settleText(raw, schema, scope);
  const parts = conjunctsOf(schema, scope);
  if (isList(raw)) return raw.map((item, position) => settle(item, itemSchema(position, parts), scope));
  return Object.fromEntries(
    Object.entries(raw).map(([name, value]) => [name, settle(value, propertySchema(name, parts), scope)]),
  );
}

const isList = (raw: Raw): raw is readonly Raw[] => Array.isArray(raw);

function settleText(text: string, schema: Schema, scope: JudgeScope): JsonValue {
  return readings(text).find((value) => accepts(value, schema, scope)) ?? nearestOf(text, schema, scope);
}

function readings(text: string): readonly JsonValue[] {
  const others: JsonValue[] = text === "true" ? [true] : text === "false" ? [false] : text === "null" ? [null] : [];
  if (NUMBER.test(text)) others.push(Number(text));
  return [text, ...others];
}

/** Nothing fits: the reading of the type that is wanted, so that the complaint is about the value. */
function nearestOf(text: string, schema: Schema, scope: JudgeScope): JsonValue {
  const types = conjunctsOf(schema, scope).flatMap((part) => part.types ?? []);
  const wanted = readings(text).find((value) =>
    types.some((type) => typeof value === (type === "integer" ? "number" : type)),
  );
  return wanted ?? text;
}

function itemSchema(position: number, parts: readonly SchemaObject[]): Schema {
  return firstOrAll(
    parts.flatMap((part) => schemaOfItem(position, part) ?? []),
    parts,
  );
}

function propertySchema(name: string, parts: readonly SchemaObject[]): Schema {
  return firstOrAll(
    parts.flatMap((part) => schemasOfProperty(name, part)),
    parts,
  );
}

function firstOrAll(schemas: readonly Schema[], parts: readonly SchemaObject[]): Schema {
  const [first] = schemas;
  const [home] = parts;
  if (first === undefined || home === undefined) return true;
  return schemas.length === 1 ? first : { place: home.place, allOf: schemas };
}

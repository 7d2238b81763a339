import { type JsonValue, isDefined, isJsonObject } from "../../../kit/index.ts";
import type { Schema, SchemaObject } from "../../index.ts";
import { compilePattern, matchesPattern } from "./pattern.ts";
import { type Applicator, NO_MARKS, type PatternTest, joinMarks } from "./visit.ts";

/** `properties`, `patternProperties`, `additionalProperties`, `propertyNames`. */
export const objectParts: Applicator = (value, schema, visit) => {
  if (!isJsonObject(value) || !looksAtProperties(schema)) return NO_MARKS;
  const seen = new Set<string>();
  for (const [name, part] of Object.entries(value)) {
    if (schema.propertyNames !== undefined && !visit.part(name, schema.propertyNames)) return undefined;
    const schemas = schemasOfProperty(name, schema, visit.scope.matches);
    if (schemas.length > 0) seen.add(name);
    if (!schemas.every((each) => visit.part(part, each))) return undefined;
  }
  return { properties: seen, items: new Set() };
};

/** The schemas that this one schema object applies to a property: declared, by pattern, else `additionalProperties`. */
export function schemasOfProperty(name: string, schema: SchemaObject, matches?: PatternTest): readonly Schema[] {
  const declared = schema.properties?.get(name);
  const found = [...(declared === undefined ? [] : [declared]), ...byPattern(name, schema, matches)];
  if (found.length > 0) return found;
  return schema.additionalProperties === undefined ? [] : [schema.additionalProperties];
}

/** `dependentSchemas`: a property that is there brings a schema for the whole. */
export const dependentParts: Applicator = (value: JsonValue, schema, visit) => {
  if (schema.dependentSchemas === undefined || !isJsonObject(value)) return NO_MARKS;
  const due = [...schema.dependentSchemas].filter(([name]) => Object.hasOwn(value, name));
  const seen = due.map(([, dependent]) => visit.here(dependent));
  return seen.every(isDefined) ? joinMarks(seen) : undefined;
};

function looksAtProperties(schema: SchemaObject): boolean {
  return (
    schema.properties !== undefined ||
    schema.patternProperties !== undefined ||
    schema.additionalProperties !== undefined ||
    schema.propertyNames !== undefined
  );
}

function byPattern(name: string, schema: SchemaObject, matches: PatternTest = matchesPattern): readonly Schema[] {
  const matching = [...(schema.patternProperties ?? [])].filter(
    ([pattern]) => compilePattern(pattern) !== undefined && matches(pattern, name),
  );
  return matching.map(([, part]) => part);
}

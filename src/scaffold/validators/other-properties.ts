import type { Schema, SchemaObject } from "../../openapi/index.ts";
import { arrayOf, chain, code, ident, literal, type Fragment } from "../../typescript/index.ts";
import { declared } from "./declared.ts";
import { patternTest } from "./pattern-test.ts";
import { belowExpression, type Pointer } from "./pointer.ts";
import { failureAt, localName, type SchemaChecks, type Site } from "./site.ts";
import { when } from "./statement.ts";

const INLINE = 8;

interface Loop {
  readonly key: Fragment;
  readonly item: Fragment;
  readonly pointer: Pointer;
}

/** One loop over the keys for `patternProperties`, `additionalProperties` and `propertyNames`. */
export function otherPropertyChecks(schema: SchemaObject, site: Site, checks: SchemaChecks): readonly Fragment[] {
  const { additionalProperties, propertyNames, patternProperties } = schema;
  if (isOpen(additionalProperties) && isOpen(propertyNames) && patternProperties === undefined) return [];
  const key = ident(localName(site, "key"));
  const item = ident(localName(site, "item"));
  const pointer = belowExpression(site.pointer, code`${site.module.helper("problems", "step")}(${key})`);
  const loop = { key, item, pointer };
  const names = propertyNames === undefined ? [] : checks(propertyNames, { ...site, value: key, pointer });
  const values = valueChecks(schema, { ...site, value: item, pointer }, { loop, checks });
  if (names.length === 0 && values.length === 0) return [];
  return [
    code`
      for (const ${key} of Object.keys(${site.value})) {
        ${declared(item, code`${site.value}[${key}]`, values)}
        ${[...names, ...values]}
      }
    `,
  ];
}

const isOpen = (schema: Schema | undefined): boolean => schema === undefined || schema === true;

interface Work {
  readonly loop: Loop;
  readonly checks: SchemaChecks;
}

function valueChecks(schema: SchemaObject, site: Site, { loop, checks }: Work): readonly Fragment[] {
  const patterns = [...(schema.patternProperties ?? [])];
  const matched = patterns.flatMap(([pattern, inner]) => {
    const body = checks(inner, site);
    const test = body.length === 0 ? undefined : patternTest(pattern, loop.key, site);
    return test === undefined ? [] : [when(test, body)];
  });
  const body = unknownChecks(schema.additionalProperties, site, { loop, checks });
  if (body.length === 0) return matched;
  const tests = patterns.flatMap(([pattern]) => patternTest(pattern, loop.key, site) ?? []);
  const unknown = unknownKey(schema, tests, { site, loop });
  return unknown === undefined ? [...matched, ...body] : [...matched, when(unknown, body)];
}

function unknownChecks(schema: Schema | undefined, site: Site, { loop, checks }: Work): readonly Fragment[] {
  if (schema === undefined) return [];
  return schema === false ? [failureAt(site, loop.pointer, "is not known here")] : checks(schema, site);
}

interface Place {
  readonly site: Site;
  readonly loop: Loop;
}

/** True in code for a key that neither a name nor a pattern covers; undefined when that is every key. */
function unknownKey(
  { properties }: SchemaObject,
  patterns: readonly Fragment[],
  { site, loop }: Place,
): Fragment | undefined {
  const names = [...(properties?.keys() ?? [])];
  const others = patterns.map((test) => code`!${test}`);
  if (names.length === 0 && others.length === 0) return undefined;
  if (names.length <= INLINE)
    return chain("&&", [...names.map((name) => code`${loop.key} !== ${literal(name)}`), ...others]);
  const set = site.module.constant("NAMES", code`new Set(${arrayOf(names.map(literal))})`);
  return chain("&&", [code`!${set}.has(${loop.key})`, ...others]);
}

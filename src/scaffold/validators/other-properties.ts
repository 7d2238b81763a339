import type { Schema, SchemaObject } from "../../openapi/index.ts";
import { arrayOf, chain, code, ident, literal, regularExpression, type Fragment } from "../../typescript/index.ts";
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
  const usesItem = values.some((statement) => mentions(statement, item));
  return [
    code`
      for (const ${key} of Object.keys(${site.value})) {
        ${usesItem ? code`const ${item}: unknown = ${site.value}[${key}];` : code``}
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
  const patterns = patternTests(schema, site, loop);
  const matched = patterns
    .map(({ test, inner }) => when(test, checks(inner, site)))
    .filter((statement) => statement.width > 0);
  const { additionalProperties } = schema;
  if (additionalProperties === undefined || additionalProperties === true) return matched;
  const unknown = unknownKey(
    schema,
    patterns.map(({ test }) => test),
    { site, loop },
  );
  const body =
    additionalProperties === false
      ? [failureAt(site, loop.pointer, "is not known here")]
      : checks(additionalProperties, site);
  if (body.length === 0) return matched;
  return unknown === undefined ? [...matched, ...body] : [...matched, when(unknown, body)];
}

function patternTests({ patternProperties }: SchemaObject, site: Site, { key }: Loop) {
  return [...(patternProperties ?? [])].flatMap(([pattern, inner]) => {
    const expression = regularExpression(pattern);
    if (expression === undefined) return [];
    return [
      {
        test: code`${site.module.helper("patterns", "matches")}(${site.module.constant("PATTERN", expression)}, ${key})`,
        inner,
      },
    ];
  });
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

function mentions(statement: Fragment, name: Fragment): boolean {
  const [wanted] = name.parts;
  return wanted?.kind === "text" && containsText(statement, wanted.text);
}

function containsText(fragment: Fragment, text: string): boolean {
  return fragment.parts.some((part) => {
    if (part.kind === "text") return part.text === text;
    return part.kind === "nested"
      ? containsText(part.fragment, text)
      : part.list.items.some((item) => containsText(item, text));
  });
}

import type { JsonValue } from "../../kit/index.ts";
import type { SchemaObject } from "../../openapi/index.ts";
import { arrayOf, chain, code, literal, type Fragment } from "../../typescript/index.ts";
import { failure, type Site } from "./site.ts";
import { when } from "./statement.ts";

const INLINE = 6;

/** `enum` and `const`. */
export function enumChecks(schema: SchemaObject, site: Site): readonly Fragment[] {
  const fixed =
    schema.const === undefined
      ? []
      : [when(differs(schema.const, site), [failure(site, `must be ${spelled(schema.const)}`)])];
  if (schema.enum === undefined) return fixed;
  return [...fixed, when(isNone(schema.enum, site), [failure(site, `must be one of ${listed(schema.enum)}`)])];
}

const isScalar = (value: JsonValue): boolean => typeof value !== "object" || value === null;

function differs(value: JsonValue, site: Site): Fragment {
  if (isScalar(value)) return code`${site.value} !== ${literal(value)}`;
  return code`!${site.module.helper("checks", "isEqual")}(${site.value}, ${literal(value)})`;
}

function isNone(values: readonly JsonValue[], site: Site): Fragment {
  if (values.length === 0) return literal(true);
  if (values.length <= INLINE)
    return chain(
      "&&",
      values.map((value) => differs(value, site)),
    );
  const list = arrayOf(values.map(literal));
  if (!values.every(isScalar)) {
    const name = site.module.constant("VALUES", code`${list}`);
    return code`!${name}.some((allowed) => ${site.module.helper("checks", "isEqual")}(${site.value}, allowed))`;
  }
  return code`!${site.module.constant("VALUES", code`new Set<unknown>(${list})`)}.has(${site.value})`;
}

const SHOWN = 12;

function listed(values: readonly JsonValue[]): string {
  const shown = values.slice(0, SHOWN).map(spelled).join(", ");
  return values.length > SHOWN ? `${shown}, … (${values.length})` : shown;
}

const spelled = (value: JsonValue): string => JSON.stringify(value).slice(0, 120);

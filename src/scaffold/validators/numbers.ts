import type { SchemaObject } from "../../openapi/index.ts";
import { code, literal, type Fragment } from "../../typescript/index.ts";
import { numberFormatCheck } from "./formats.ts";
import { failure, type Site } from "./site.ts";
import { when } from "./statement.ts";

/** Checks of a value that is known to be a number. */
export function numberChecks(schema: SchemaObject, site: Site): readonly Fragment[] {
  const { value } = site;
  const bounds = [
    [schema.minimum, (limit: Fragment) => code`${value} < ${limit}`, "at least"],
    [schema.exclusiveMinimum, (limit: Fragment) => code`${value} <= ${limit}`, "more than"],
    [schema.maximum, (limit: Fragment) => code`${value} > ${limit}`, "at most"],
    [schema.exclusiveMaximum, (limit: Fragment) => code`${value} >= ${limit}`, "less than"],
  ] as const;
  const limits = bounds.flatMap(([limit, wrong, words]) =>
    limit === undefined ? [] : [when(wrong(literal(limit)), [failure(site, `must be ${words} ${limit}`)])],
  );
  return [...limits, ...multipleCheck(schema, site), ...numberFormatCheck(schema, site)];
}

function multipleCheck({ multipleOf }: SchemaObject, site: Site): readonly Fragment[] {
  if (multipleOf === undefined || multipleOf <= 0) return [];
  const wrong = code`!${site.module.helper("checks", "isMultiple")}(${site.value}, ${literal(multipleOf)})`;
  return [when(wrong, [failure(site, `must be a multiple of ${multipleOf}`)])];
}

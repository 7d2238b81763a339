import type { SchemaObject } from "../../openapi/index.ts";
import { code, literal, type Fragment } from "../../typescript/index.ts";
import { formatCheck } from "./formats.ts";
import { patternTest } from "./pattern-test.ts";
import { failure, type Site } from "./site.ts";
import { when } from "./statement.ts";

/** Checks of a value that is known to be a string. Lengths come before patterns, which then run on bounded text. */
export function stringChecks(schema: SchemaObject, site: Site): readonly Fragment[] {
  const lengths = [...lengthChecks(schema, site)];
  return [...lengths, ...patternCheck(schema, site), ...formatCheck(schema, site)];
}

function lengthChecks({ minLength, maxLength }: SchemaObject, site: Site): readonly Fragment[] {
  const length = (): Fragment => code`${site.module.helper("checks", "characters")}(${site.value})`;
  const short =
    minLength === undefined || minLength <= 0
      ? []
      : minLength === 1
        ? [when(code`${site.value} === ""`, [failure(site, "must not be empty")])]
        : [
            when(code`${length()} < ${literal(minLength)}`, [
              failure(site, `must have at least ${minLength} characters`),
            ]),
          ];
  if (maxLength === undefined) return short;
  const long = code`${site.value}.length > ${literal(maxLength)} && ${length()} > ${literal(maxLength)}`;
  return [...short, when(long, [failure(site, `must have at most ${maxLength} characters`)])];
}

function patternCheck({ pattern }: SchemaObject, site: Site): readonly Fragment[] {
  const test = pattern === undefined ? undefined : patternTest(pattern, site.value, site);
  if (test === undefined) return [];
  return [when(code`!${test}`, [failure(site, `must match the pattern ${pattern}`)])];
}

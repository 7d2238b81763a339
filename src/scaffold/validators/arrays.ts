import type { Schema, SchemaObject } from "../../openapi/index.ts";
import { code, ident, literal, type Fragment } from "../../typescript/index.ts";
import { declared } from "./declared.ts";
import { alternative } from "./hoist.ts";
import { belowExpression, below } from "./pointer.ts";
import { failure, localName, type SchemaChecks, type Site } from "./site.ts";
import { when } from "./statement.ts";

/** Checks of a value that is known to be a list. */
export function arrayChecks(schema: SchemaObject, site: Site, checks: SchemaChecks): readonly Fragment[] {
  return [
    ...lengthChecks(schema, site),
    ...uniqueCheck(schema, site),
    ...prefixChecks(schema, site, checks),
    ...itemChecks(schema, site, checks),
    ...containsChecks(schema, site, checks),
  ];
}

function lengthChecks({ minItems, maxItems }: SchemaObject, site: Site): readonly Fragment[] {
  const few = minItems === undefined || minItems <= 0 ? [] : [sizeCheck("<", minItems, site)];
  return maxItems === undefined ? few : [...few, sizeCheck(">", maxItems, site)];
}

function sizeCheck(operator: "<" | ">", limit: number, site: Site): Fragment {
  const words = `must have at ${operator === "<" ? "least" : "most"} ${limit} ${limit === 1 ? "item" : "items"}`;
  const wrong =
    operator === "<" ? code`${site.value}.length < ${literal(limit)}` : code`${site.value}.length > ${literal(limit)}`;
  return when(wrong, [failure(site, words)]);
}

function uniqueCheck({ uniqueItems }: SchemaObject, site: Site): readonly Fragment[] {
  if (uniqueItems !== true) return [];
  return [
    when(code`!${site.module.helper("checks", "isUnique")}(${site.value})`, [
      failure(site, "must not hold the same item twice"),
    ]),
  ];
}

function prefixChecks({ prefixItems }: SchemaObject, site: Site, checks: SchemaChecks): readonly Fragment[] {
  return (prefixItems ?? []).flatMap((schema, index) => {
    const item = localName(site, "item");
    const body = checks(schema, { ...site, value: ident(item), pointer: below(site.pointer, String(index)) });
    if (body.length === 0) return [];
    const read = declared(ident(item), code`${site.value}[${literal(index)}]`, body);
    const statements = [read, ...body].filter((statement) => statement.width > 0);
    return [when(code`${site.value}.length > ${literal(index)}`, statements)];
  });
}

function itemChecks({ items, prefixItems }: SchemaObject, site: Site, checks: SchemaChecks): readonly Fragment[] {
  if (items === undefined || items === true) return [];
  const from = prefixItems?.length ?? 0;
  if (items === false)
    return [when(code`${site.value}.length > ${literal(from)}`, [failure(site, `must have at most ${from} items`)])];
  return itemLoop(items, from, { site, checks });
}

interface Work {
  readonly site: Site;
  readonly checks: SchemaChecks;
}

function itemLoop(items: Schema, from: number, { site, checks }: Work): readonly Fragment[] {
  const index = ident(localName(site, "index"));
  const item = ident(localName(site, "item"));
  const body = checks(items, { ...site, value: item, pointer: belowExpression(site.pointer, index) });
  if (body.length === 0) return [];
  return [
    code`
      for (let ${index} = ${literal(from)}; ${index} < ${site.value}.length; ${index} += 1) {
        ${declared(item, code`${site.value}[${index}]`, body)}
        ${body}
      }
    `,
  ];
}

function containsChecks(schema: SchemaObject, site: Site, checks: SchemaChecks): readonly Fragment[] {
  const { contains, minContains = 1, maxContains } = schema;
  if (contains === undefined || (minContains === 0 && maxContains === undefined)) return [];
  const check = alternative(contains, site, checks);
  const count = ident(localName(site, "count"));
  const counted = code`${site.value}.filter((item: unknown) => ${site.module.helper("unions", "fits")}(${check}, item)).length`;
  const few = minContains === 0 ? [] : [countCheck("<", minContains, { site, count })];
  const many = maxContains === undefined ? [] : [countCheck(">", maxContains, { site, count })];
  return [code`const ${count} = ${counted};`, ...few, ...many];
}

function countCheck(
  operator: "<" | ">",
  limit: number,
  { site, count }: { readonly site: Site; readonly count: Fragment },
): Fragment {
  const words = `must hold at ${operator === "<" ? "least" : "most"} ${limit} fitting ${limit === 1 ? "item" : "items"}`;
  return when(operator === "<" ? code`${count} < ${literal(limit)}` : code`${count} > ${literal(limit)}`, [
    failure(site, words),
  ]);
}

import type { Schema, SchemaObject } from "../../openapi/index.ts";
import { code, ident, literal, type Fragment } from "../../typescript/index.ts";
import { collection } from "./collect.ts";
import { declared } from "./declared.ts";
import { belowExpression } from "./pointer.ts";
import { failureAt, localName, type SchemaChecks, type Site } from "./site.ts";
import { isType } from "./type-tests.ts";
import { when } from "./statement.ts";

/** `unevaluatedProperties` and `unevaluatedItems`: what no keyword beside them has looked at. */
export function unevaluatedChecks(schema: SchemaObject, site: Site, checks: SchemaChecks): readonly Fragment[] {
  return [
    ...propertyChecks(schema, schema.unevaluatedProperties, { site, checks }),
    ...itemChecks(schema, schema.unevaluatedItems, { site, checks }),
  ];
}

interface Work {
  readonly site: Site;
  readonly checks: SchemaChecks;
}

function propertyChecks(schema: SchemaObject, rest: Schema | undefined, { site, checks }: Work): readonly Fragment[] {
  if (rest === undefined || rest === true) return [];
  const { seen, statements } = collected(schema, "properties", { site, checks });
  const key = ident(localName(site, "key"));
  const item = ident(localName(site, "item"));
  const pointer = belowExpression(site.pointer, code`${site.module.helper("problems", "step")}(${key})`);
  const body =
    rest === false ? [failureAt(site, pointer, "is not known here")] : checks(rest, { ...site, value: item, pointer });
  if (body.length === 0) return [];
  const loop = code`
    for (const ${key} of Object.keys(${site.value})) {
      if (${seen}.has(${key})) continue;
      ${declared(item, code`${site.value}[${key}]`, body)}
      ${body}
    }
  `;
  return [when(isType("object", site), [...statements, loop])];
}

function itemChecks(schema: SchemaObject, rest: Schema | undefined, { site, checks }: Work): readonly Fragment[] {
  if (rest === undefined || rest === true) return [];
  const { seen, statements } = collected(schema, "items", { site, checks });
  const index = ident(localName(site, "index"));
  const item = ident(localName(site, "item"));
  const pointer = belowExpression(site.pointer, index);
  const body =
    rest === false ? [failureAt(site, pointer, "is not known here")] : checks(rest, { ...site, value: item, pointer });
  if (body.length === 0) return [];
  const loop = code`
    for (let ${index} = ${literal(0)}; ${index} < ${site.value}.length; ${index} += 1) {
      if (${seen}.has(${index})) continue;
      ${declared(item, code`${site.value}[${index}]`, body)}
      ${body}
    }
  `;
  return [when(isType("array", site), [...statements, loop])];
}

function collected(schema: SchemaObject, what: "properties" | "items", { site, checks }: Work) {
  const seen = ident(localName(site, "seen"));
  const bare = { ...schema, unevaluatedProperties: undefined, unevaluatedItems: undefined };
  const { unevaluatedProperties: _p, unevaluatedItems: _i, ...rest } = bare;
  const statements = collection(rest, { what, seen, site, checks });
  const made = code`const ${seen} = new ${site.module.helper("unions", "Evaluated")}<${what === "properties" ? code`string` : code`number`}>();`;
  return { seen, statements: [made, ...statements] };
}

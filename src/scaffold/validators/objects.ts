import type { Schema, SchemaObject } from "../../openapi/index.ts";
import { code, ident, literal, type Fragment } from "../../typescript/index.ts";
import { isFlagged } from "../plan/index.ts";
import { readProperty } from "./module.ts";
import { otherPropertyChecks } from "./other-properties.ts";
import { below } from "./pointer.ts";
import { failure, failureAt, localName, type SchemaChecks, type Site } from "./site.ts";
import { either, when } from "./statement.ts";

/** Checks of a value that is known to be an object. */
export function objectChecks(schema: SchemaObject, site: Site, checks: SchemaChecks): readonly Fragment[] {
  return [
    ...sizeChecks(schema, site),
    ...[...(schema.properties ?? [])].flatMap(([name, property]) =>
      propertyChecks(name, property, { schema, site, checks }),
    ),
    ...undeclaredRequired(schema, site),
    ...otherPropertyChecks(schema, site, checks),
    ...dependentChecks(schema, site, checks),
  ];
}

function sizeChecks({ minProperties, maxProperties }: SchemaObject, site: Site): readonly Fragment[] {
  const size = code`Object.keys(${site.value}).length`;
  const few =
    minProperties === undefined || minProperties <= 0
      ? []
      : [
          when(code`${size} < ${literal(minProperties)}`, [
            failure(site, `must have at least ${minProperties} properties`),
          ]),
        ];
  if (maxProperties === undefined) return few;
  return [
    ...few,
    when(code`${size} > ${literal(maxProperties)}`, [failure(site, `must have at most ${maxProperties} properties`)]),
  ];
}

interface Work {
  readonly schema: SchemaObject;
  readonly site: Site;
  readonly checks: SchemaChecks;
}

/** A request does not carry what is read-only: it is neither demanded nor checked. */
function propertyChecks(name: string, property: Schema, { schema, site, checks }: Work): readonly Fragment[] {
  if (isFlagged(site.module.plan.model, property, "readOnly")) return [];
  const required = schema.required?.includes(name) === true;
  const pointer = below(site.pointer, name);
  const local = ident(localName(site, name));
  const body = checks(property, { ...site, value: local, pointer });
  const read = readProperty(site.module, site.value, name);
  const missing = failureAt(site, pointer, "is required");
  if (body.length === 0) return required ? [when(code`${read} === undefined`, [missing])] : [];
  const declared = code`const ${local} = ${read};`;
  if (!required) return [declared, when(code`${local} !== undefined`, body)];
  return [declared, either(code`${local} === undefined`, [missing], body)];
}

function undeclaredRequired(schema: SchemaObject, site: Site): readonly Fragment[] {
  return (schema.required ?? [])
    .filter((name) => schema.properties?.has(name) !== true)
    .map((name) =>
      when(code`${readProperty(site.module, site.value, name)} === undefined`, [
        failureAt(site, below(site.pointer, name), "is required"),
      ]),
    );
}

function dependentChecks(schema: SchemaObject, site: Site, checks: SchemaChecks): readonly Fragment[] {
  const present = (name: string): Fragment => code`${readProperty(site.module, site.value, name)} !== undefined`;
  const required = [...(schema.dependentRequired ?? [])].map(([name, names]) =>
    when(present(name), undeclaredRequired({ place: schema.place, required: names }, site)),
  );
  const schemas = [...(schema.dependentSchemas ?? [])].map(([name, inner]) => when(present(name), checks(inner, site)));
  return [...required, ...schemas].filter((statement) => statement.width > 0);
}

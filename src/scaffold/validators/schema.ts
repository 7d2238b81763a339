import type { Schema, SchemaObject } from "../../openapi/index.ts";
import type { Fragment } from "../../typescript/index.ts";
import { combinationChecks } from "./combine.ts";
import { enumChecks } from "./enums.ts";
import { referenceChecks } from "./reference.ts";
import { failure, type Site } from "./site.ts";
import { typedChecks } from "./typed.ts";
import { unevaluatedChecks } from "./unevaluated.ts";

/** Statements that check the value of a site against a schema and add to `problems` what is wrong. */
export function schemaChecks(schema: Schema, site: Site): readonly Fragment[] {
  if (schema === true) return [];
  const { library } = site.module;
  if (library !== undefined && !site.isForm) return library.checks(schema, site);
  if (schema === false) return [failure(site, "is not allowed here")];
  return [...inPlaceChecks(schema, site), ...unevaluatedChecks(schema, site, schemaChecks)];
}

/** All keywords but `unevaluated…`. */
function inPlaceChecks(schema: SchemaObject, site: Site): readonly Fragment[] {
  return [
    ...referenceChecks(schema, site, schemaChecks),
    ...typedChecks(schema, site, schemaChecks),
    ...enumChecks(schema, site),
    ...combinationChecks(schema, site, schemaChecks),
  ];
}

import type { JsonType, SchemaObject } from "../../openapi/index.ts";
import { chain, code, type Fragment } from "../../typescript/index.ts";
import { isBinary } from "../types/index.ts";
import { arrayChecks } from "./arrays.ts";
import { numberChecks } from "./numbers.ts";
import { objectChecks } from "./objects.ts";
import { failure, type SchemaChecks, type Site } from "./site.ts";
import { either, when } from "./statement.ts";
import { stringChecks } from "./strings.ts";
import { isType, isNotType, typeWords, type TypeGroup } from "./type-tests.ts";

/** The `type` keyword and the keywords that speak of one type only. */
export function typedChecks(schema: SchemaObject, site: Site, checks: SchemaChecks): readonly Fragment[] {
  if (site.isForm && isBinary(schema)) return [fileCheck(site)];
  if (saysEnum(schema)) return [];
  const groups = groupChecks(schema, site, checks).filter(({ body }) => body.length > 0);
  const { types } = schema;
  if (types === undefined) return groups.map(({ group, body }) => when(isType(group, site), body));
  const wrong = chain(
    "&&",
    types.map((type) => isNotType(type, site, types.length > 1)),
  );
  const fail = failure(site, `must be ${typeWords(types)}`);
  const [only] = groups;
  if (groups.length === 0) return [when(wrong, [fail])];
  if (types.length === 1 && only !== undefined && groups.length === 1) return [either(wrong, [fail], only.body)];
  return [when(wrong, [fail]), ...groups.map(({ group, body }) => when(isType(group, site), body))];
}

/** A list of plain values says all that `type` could. */
function saysEnum({ types, enum: values }: SchemaObject): boolean {
  if (values === undefined) return false;
  return values.every((value) => {
    const type = typeof value;
    return type === "string"
      ? (types ?? ["string"]).includes("string")
      : value === null && (types ?? ["null"]).includes("null");
  });
}

function fileCheck(site: Site): Fragment {
  return when(code`!${site.module.helper("form", "isFile")}(${site.value})`, [failure(site, "must be a file")]);
}

interface GroupChecks {
  readonly group: TypeGroup;
  readonly body: readonly Fragment[];
}

function groupChecks(schema: SchemaObject, site: Site, checks: SchemaChecks): readonly GroupChecks[] {
  const all: readonly GroupChecks[] = [
    { group: "string", body: stringChecks(schema, site) },
    { group: "number", body: numberChecks(schema, site) },
    { group: "array", body: arrayChecks(schema, site, checks) },
    { group: "object", body: objectChecks(schema, site, checks) },
  ];
  return schema.types === undefined ? all : all.filter(({ group }) => mayBe(group, schema.types ?? []));
}

const mayBe = (group: TypeGroup, types: readonly JsonType[]): boolean =>
  types.includes(group) || (group === "number" && types.includes("integer"));

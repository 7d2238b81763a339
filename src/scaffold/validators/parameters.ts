import type { ApiModel, Operation, Parameter, SchemaObject } from "../../openapi/index.ts";
import { code, ident, literal, quoted, type Fragment } from "../../typescript/index.ts";
import { defaultOf } from "../plan/index.ts";
import { keyOf, parametersIn } from "../types/index.ts";
import { coerced } from "./coercion.ts";
import { fieldReading, pathReading, simpleReading } from "./readings.ts";
import { schemaChecks } from "./schema.ts";
import { settlingValue } from "./settle.ts";
import { kindsOf, partOf, shapeOf } from "./shape.ts";
import { failure, localName, type Site } from "./site.ts";
import { below } from "./pointer.ts";
import { either } from "./statement.ts";

const PARTS = [
  { place: "path", part: "params" },
  { place: "query", part: "query" },
  { place: "header", part: "headers" },
  { place: "cookie", part: "cookies" },
] as const;

export interface PartCode {
  /** `params`, `query`, …: the object that the statements fill. */
  readonly part: string;
  readonly statements: readonly Fragment[];
}

/** Reading, coercion, checks and defaults of every parameter, by part of the request. */
export function parameterParts(operation: Operation, site: Site): readonly PartCode[] {
  return PARTS.flatMap(({ place, part }) => {
    const parameters = parametersIn(operation.parameters, place);
    if (parameters.length === 0) return [];
    const made = code`const ${ident(part)}: Record<string, unknown> = {};`;
    const reads = parameters.flatMap((parameter) => parameterCode(parameter, { operation, site, part }));
    return [{ part, statements: [made, ...sourceOf(place, site), ...reads] }];
  });
}

/** The text that several parameters are found in is taken apart once. */
function sourceOf(place: Parameter["in"], site: Site): readonly Fragment[] {
  if (place === "query") return [code`const fields = ${site.module.helper("text", "fieldsOf")}(source.query);`];
  if (place !== "cookie") return [];
  return [
    code`const given = ${site.module.helper("text", "cookiesOf")}(${site.module.helper("text", "headerText")}(source.headers["cookie"]));`,
  ];
}

interface Around {
  readonly operation: Operation;
  readonly site: Site;
  readonly part: string;
}

function parameterCode(parameter: Parameter, { operation, site, part }: Around): readonly Fragment[] {
  const key = keyOf(parameter);
  const value = ident(localName(site, key));
  const inner: Site = { ...site, value, pointer: below(below([], parameter.in), key) };
  const read = code`const ${value}: unknown = ${readingOf(parameter, operation, site)};`;
  const place = code`${ident(part)}${quoted(key)}`;
  const set = code`${place} = ${value};`;
  const checks = [...schemaChecks(parameter.schema, inner), ...settlingValue(parameter.schema, inner), set];
  const absent = absentCode(parameter, place, inner);
  if (absent === undefined) return [read, either(code`${value} !== undefined`, checks, [])];
  return [read, either(code`${value} === undefined`, [absent], checks)];
}

function absentCode(parameter: Parameter, place: Fragment, site: Site): Fragment | undefined {
  const filler = defaultOf(site.module.plan.model, parameter.schema);
  if (filler !== undefined) return code`${place} = ${literal(filler)};`;
  return parameter.required ? failure(site, "is required") : undefined;
}

function readingOf(parameter: Parameter, operation: Operation, site: Site): Fragment {
  const text = textOf(parameter, operation, site);
  if (parameter.contentType === undefined) return coerced(site.module, parameter.schema, text);
  return /[/+]json$/.test(parameter.contentType) ? code`${site.module.helper("text", "fromJson")}(${text})` : text;
}

function textOf(parameter: Parameter, operation: Operation, site: Site): Fragment {
  const { module } = site;
  if (parameter.in === "path")
    return parameter.contentType === undefined
      ? pathReading(module, parameter)
      : pathReading(module, asText(parameter));
  if (parameter.in === "header") {
    const raw = code`${module.helper("text", "headerText")}(source.headers[${literal(keyOf(parameter))}])`;
    const shape = parameter.contentType === undefined ? shapeOf(module.plan.model, parameter.schema) : "text";
    return simpleReading(module, { raw, shape, explode: parameter.explode });
  }
  const siblings = operation.parameters.filter((other) => other.in === parameter.in).map((other) => other.name);
  const fields = ident(parameter.in === "cookie" ? "given" : "fields");
  const text = fieldReading(module, fields, { ...asText(parameter), siblings });
  return isUnusedWhenEmpty(parameter, module.plan.model) ? code`${module.helper("text", "filled")}(${text})` : text;
}

/** What may come empty counts as left out (OpenAPI 3.2, "allowEmptyValue"), unless an empty text is one of its values. */
function isUnusedWhenEmpty({ in: place, allowEmptyValue, contentType, schema }: Parameter, model: ApiModel): boolean {
  if (place !== "query" || !allowEmptyValue || contentType !== undefined || shapeOf(model, schema) !== "text")
    return false;
  const kinds = kindsOf(model, schema);
  return kinds.size > 0 && (!kinds.has("string") || partOf(model, schema, bounded) !== undefined);
}

/** A text that has to be more than any text. */
const bounded = (part: SchemaObject): true | undefined =>
  [part.enum, part.const, part.pattern, part.format, part.minLength].some((one) => one !== undefined) || undefined;

/** A parameter described by `content` is one text. */
const asText = (parameter: Parameter): Parameter =>
  parameter.contentType === undefined
    ? parameter
    : { ...parameter, schema: true, style: parameter.in === "path" ? "simple" : "form" };

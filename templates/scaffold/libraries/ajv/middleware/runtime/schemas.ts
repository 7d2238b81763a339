// ajv beside the other checks: formats and numbers as they are read everywhere else, and what it finds as problems.
import { Ajv2020, type AnySchema, type ErrorObject } from "ajv/dist/2020.js";
import { isMultiple } from "./checks.js";
import * as formats from "./formats.js";
import { step, type Problem } from "./problems.js";
import type { Check } from "./unions.js";
import {
  fittingWords,
  formatWords,
  isInFormat,
  itemWords,
  lengthWords,
  limitWords,
  NUMBER_FORMATS,
  propertyWords,
  severalWords,
  tellEach,
  tellNearest,
  typeWords,
  valueWords,
} from "./words.js";

const ajv = new Ajv2020({
  allErrors: true,
  verbose: true,
  messages: false,
  // The schemas are a document's: its own readers have complained where it is wrong.
  strict: false,
  validateSchema: false,
  // `constructor` is a property of an object that has it, and of no other.
  ownProperties: true,
  inlineRefs: false,
  logger: false,
});

const TEXT_FORMATS = {
  "date-time": formats.isDateTime,
  date: formats.isDate,
  time: formats.isTime,
  duration: formats.isDuration,
  uuid: formats.isUuid,
  email: formats.isEmail,
  hostname: formats.isHostname,
  ipv4: formats.isIPv4,
  ipv6: formats.isIPv6,
  ip: formats.isIpAddress,
  uri: formats.isUri,
  "uri-reference": formats.isUriReference,
  byte: formats.isByte,
  "json-pointer": formats.isJsonPointer,
  regex: formats.isRegularExpression,
} as const;
for (const [name, validate] of Object.entries(TEXT_FORMATS)) ajv.addFormat(name, validate);
for (const name of Object.keys(NUMBER_FORMATS))
  ajv.addFormat(name, { type: "number", validate: (value: number) => isInFormat(name, value) });

// ajv divides: 0.3 would be no multiple of 0.1.
ajv.removeKeyword("multipleOf");
ajv.addKeyword({
  keyword: "multipleOf",
  type: "number",
  schemaType: "number",
  validate: (of: number, value: number) => isMultiple(value, of),
});

interface OwnCheck {
  (check: Check, value: unknown): boolean;
  errors?: Partial<ErrorObject>[];
}

const ownCheck: OwnCheck = (check, value) => {
  const problems: Problem[] = [];
  check(value, problems);
  ownCheck.errors = problems.map(({ pointer, message }) => ({ keyword: "ownCheck", params: { pointer }, message }));
  return problems.length === 0;
};
ajv.addKeyword({ keyword: "ownCheck", validate: ownCheck, errors: true });

/** Makes schemas known by the names that `$ref` has for them. */
export function define(schemas: Readonly<Record<string, AnySchema>>): void {
  for (const [name, schema] of Object.entries(schemas)) ajv.addSchema(schema, name);
}

/** Adds to the problems what a schema finds wrong with a value. It is compiled when it is asked first. */
export function checkBySchema(schema: AnySchema, value: unknown, problems: Problem[], pointer: string): void {
  const errors = errorsOf(schema, value);
  if (errors.length > 0) tellEach(problemsOf(errors), problems, pointer);
}

export function checkOf(schema: AnySchema): Check {
  return (value, problems) => checkBySchema(schema, value, problems, "");
}

const NONE: readonly ErrorObject[] = [];

function errorsOf(schema: AnySchema, value: unknown): readonly ErrorObject[] {
  const validate = ajv.compile(schema);
  return validate(value) === true ? NONE : (validate.errors ?? NONE);
}

/** Problems below the value. A union's error stands behind those of its alternatives, so that the list is read from its end. */
function problemsOf(errors: readonly ErrorObject[]): readonly Problem[] {
  const found: (readonly Problem[])[] = [];
  for (let at = errors.length - 1; at >= 0; at -= 1) {
    const error = errors[at];
    if (error === undefined) continue;
    const tried = triedBy(error);
    at -= tried.reduce((total, { length }) => total + length, 0);
    found.push(problemsOfOne(error, tried));
  }
  return found.toReversed().flat();
}

/** The errors of the schemas that a keyword has tried in vain. */
function triedBy({ keyword, schema, data, params }: ErrorObject): readonly (readonly ErrorObject[])[] {
  if (keyword === "contains" && Array.isArray(data)) return triedItems(schema, data, params["maxContains"]);
  if ((keyword !== "anyOf" && keyword !== "oneOf") || !Array.isArray(schema)) return [];
  const passing: unknown = params["passingSchemas"];
  const last: unknown = Array.isArray(passing) ? passing[1] : undefined;
  const branches: readonly AnySchema[] = typeof last === "number" ? schema.slice(0, last + 1) : schema;
  return branches.map((branch) => errorsOf(branch, data));
}

function triedItems(schema: unknown, items: readonly unknown[], most: unknown): readonly (readonly ErrorObject[])[] {
  const tried: (readonly ErrorObject[])[] = [];
  for (const item of items) {
    tried.push(errorsOf(schema as AnySchema, item));
    const fitting = tried.filter(({ length }) => length === 0).length;
    if (typeof most === "number" && fitting > most) break;
  }
  return tried;
}

/** Errors that only say where others come from. */
const SILENT = new Set(["if", "propertyNames"]);

function problemsOfOne(error: ErrorObject, tried: readonly (readonly ErrorObject[])[]): readonly Problem[] {
  const { keyword, params, propertyName } = error;
  const pointer = error.instancePath + (propertyName === undefined ? "" : `/${step(propertyName)}`);
  const below = (name: string): string => `${pointer}/${step(name)}`;
  if (SILENT.has(keyword)) return [];
  if (keyword === "required" || keyword === "dependentRequired")
    return [{ pointer: below(params["missingProperty"]), message: "is required" }];
  if (keyword === "additionalProperties" || keyword === "unevaluatedProperties")
    return [
      { pointer: below(params["additionalProperty"] ?? params["unevaluatedProperty"]), message: "is not known here" },
    ];
  if (keyword === "ownCheck") return [{ pointer: pointer + params["pointer"], message: error.message ?? "" }];
  if (keyword === "contains")
    return [{ pointer, message: containsWords(params, tried.filter(({ length }) => length === 0).length) }];
  if (keyword !== "anyOf" && !(keyword === "oneOf" && !Array.isArray(params["passingSchemas"])))
    return [{ pointer, message: messageOf(error) }];
  const found: Problem[] = [];
  tellNearest(tried.map(problemsOf), found, pointer);
  return found;
}

function messageOf({ keyword, params, schema }: ErrorObject): string {
  const limit = Number(params["limit"]);
  switch (keyword) {
    case "type":
      return typeWords([params["type"]].flat());
    case "enum":
      return `must be one of ${valueWords(params["allowedValues"]).replace(/^must be (?:one of )?/, "")}`;
    case "const":
      return valueWords([params["allowedValue"]]);
    case "format":
      return formatWords(params["format"]);
    case "pattern":
      return `must match the pattern ${params["pattern"]}`;
    case "minLength":
      return lengthWords("least", limit);
    case "maxLength":
      return lengthWords("most", limit);
    case "minItems":
      return itemWords("least", limit);
    case "maxItems":
    case "items":
      return itemWords("most", limit);
    case "minProperties":
      return propertyWords("least", limit);
    case "maxProperties":
      return propertyWords("most", limit);
    case "minimum":
    case "exclusiveMinimum":
      return limitWords("least", limit, keyword === "minimum");
    case "maximum":
    case "exclusiveMaximum":
      return limitWords("most", limit, keyword === "maximum");
    case "multipleOf":
      return `must be a multiple of ${schema}`;
    case "uniqueItems":
      return "must not hold the same item twice";
    case "not":
      return "must not have this form";
    case "oneOf":
      return severalWords(2);
    default:
      return "is not allowed here";
  }
}

function containsWords({ minContains, maxContains }: ErrorObject["params"], fitting: number): string {
  const isTooMuch = typeof maxContains === "number" && fitting > maxContains;
  return isTooMuch ? fittingWords("most", maxContains) : fittingWords("least", Number(minContains));
}

// TypeBox beside the other checks: formats as they are read everywhere else, and what it finds as problems.
import { Type, type TSchema } from "typebox";
import { Compile, type Validator } from "typebox/compile";
import type { TValidationError } from "typebox/error";
import { Format } from "typebox/format";
import { Settings } from "typebox/system";
import * as formats from "./formats.js";
import { isObject, own } from "./checks.js";
import { fail, step, type Problem } from "./problems.js";
import { fits, type Check } from "./unions.js";
import {
  fittingWords,
  formatWords,
  itemWords,
  lengthWords,
  limitWords,
  propertyWords,
  severalWords,
  tellEach,
  tellNearest,
  typeWords,
  valueWords,
} from "./words.js";

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
// The formats of TypeBox are one table for the whole process.
for (const [name, test] of Object.entries(TEXT_FORMATS)) Format.Set(name, test);

const known = new Map<string, TSchema>();
const compiled = new WeakMap<TSchema, Validator>();

/** Makes schemas known by the names that `Type.Ref` has for them. */
export function define(schemas: Readonly<Record<string, TSchema>>): void {
  for (const [name, schema] of Object.entries(schemas)) known.set(name, schema);
}

/** What a schema refers to, itself or by another one. TypeBox looks through everything that it is given. */
function reachedFrom(schema: TSchema): Record<string, TSchema> {
  const reached = new Map<string, TSchema>();
  const open = [schema];
  const seen = new Set<object>();
  for (const one of open) {
    for (const name of namesIn(one, seen)) {
      const found = known.get(name);
      if (found === undefined || reached.has(name)) continue;
      reached.set(name, found);
      open.push(found);
    }
  }
  return Object.fromEntries(reached);
}

/** The names that stand within a schema, in parts that have not been seen yet. */
function namesIn(part: unknown, seen: Set<object>): readonly string[] {
  if (typeof part !== "object" || part === null || seen.has(part)) return [];
  seen.add(part);
  const within = Object.values(part).flatMap((one) => namesIn(one, seen));
  return "$ref" in part && typeof part.$ref === "string" ? [part.$ref, ...within] : within;
}

/** A schema, and a check that is none. */
export function alsoCheck<Schema extends TSchema>(schema: Schema, check: Check) {
  return Type.Refine(
    schema,
    (value: unknown) => fits(check, value),
    (value: unknown) => textOf(check, value),
  );
}

/** A refinement has one text: several problems travel in it as JSON. */
function textOf(check: Check, value: unknown): string {
  const problems: Problem[] = [];
  check(value, problems);
  return JSON.stringify(problems);
}

/** TypeBox looks through the whole of what it compiles at each reference in it: a reference is soon looked through. */
const SELF = "~";

/** Adds to the problems what a schema finds wrong with a value. It is compiled when it is asked first. */
export function checkBySchema(schema: TSchema, value: unknown, problems: Problem[], pointer: string): void {
  const validator = compiled.get(schema) ?? Compile({ ...reachedFrom(schema), [SELF]: schema }, Type.Ref(SELF));
  compiled.set(schema, validator);
  if (!validator.Check(value)) tellEach(problemsOf(errorsOf(validator, value), ""), problems, pointer);
}

export function checkOf(schema: TSchema): Check {
  return (value, problems) => checkBySchema(schema, value, problems, "");
}

/** The schema that a property's value names; `otherwise` where it names none, or the property is missing. */
export function tagged(
  property: string,
  rows: readonly (readonly [values: readonly unknown[], schema: TSchema])[],
  otherwise?: TSchema,
) {
  return alsoCheck(Type.Unknown(), (value, problems) => {
    if (!isObject(value)) return fail(problems, "", typeWords(["object"]));
    const tag = own(value, property);
    const schema = rows.find(([values]) => values.includes(tag))?.[1] ?? otherwise;
    if (schema !== undefined) return checkBySchema(schema, value, problems, "");
    fail(problems, `/${step(property)}`, valueWords(rows.flatMap(([values]) => values)));
  });
}

const MOST_ERRORS = 1_000;

/** TypeBox tells eight errors where nothing else is said, and what is said holds for the whole process. */
function errorsOf(validator: Validator, value: unknown): readonly TValidationError[] {
  const { maxErrors } = Settings.Get();
  Settings.Set({ maxErrors: MOST_ERRORS });
  try {
    return validator.Errors(value);
  } finally {
    Settings.Set({ maxErrors });
  }
}

/**
 * Problems below the place at `start`. A union's error stands behind those of its alternatives, whose schema paths begin with its
 * own, so that the list is read from its end.
 */
function problemsOf(errors: readonly TValidationError[], start: string): readonly Problem[] {
  const found: (readonly Problem[])[] = [];
  for (let at = errors.length - 1; at >= 0; at -= 1) {
    const error = errors[at];
    if (error === undefined) continue;
    const tried: TValidationError[] = [];
    for (let before = errors[at - 1]; isTriedBy(error, before); before = errors[at - 1]) {
      tried.unshift(before);
      at -= 1;
    }
    found.push(problemsOfOne(error, tried, start));
  }
  return found.toReversed().flat();
}

const TRYING = new Set(["anyOf", "oneOf", "contains", "not", "if"]);

function isTriedBy(error: TValidationError, before: TValidationError | undefined): before is TValidationError {
  if (before === undefined || !TRYING.has(error.keyword) || error.keyword === "if") return false;
  return before.schemaPath.startsWith(`${error.schemaPath}/${error.keyword}`);
}

function problemsOfOne(error: TValidationError, tried: readonly TValidationError[], start: string): readonly Problem[] {
  const pointer = error.instancePath.slice(start.length);
  const below = (names: readonly string[], message: string): readonly Problem[] =>
    names.map((name) => ({ pointer: `${pointer}/${step(name)}`, message }));
  switch (error.keyword) {
    case "required":
      return below(error.params.requiredProperties, "is required");
    case "additionalProperties":
      // What is wrong with each of them stands before it.
      return [];
    case "boolean":
      return [{ pointer, message: isUnknown(error) ? "is not known here" : "is not allowed here" }];
    case "~refine":
      return ownProblems(error.params.message).map((own) => ({ ...own, pointer: pointer + own.pointer }));
    case "if":
      return [];
    case "anyOf":
      return union(error, tried, pointer);
    case "oneOf":
      return error.params.passingSchemas.length > 1
        ? [{ pointer, message: severalWords(error.params.passingSchemas.length) }]
        : union(error, tried, pointer);
    default:
      return [{ pointer, message: messageOf(error) }];
  }
}

const isUnknown = ({ schemaPath }: TValidationError): boolean => schemaPath.endsWith("/additionalProperties");

const ownProblems = (text: string): readonly Problem[] => JSON.parse(text) as readonly Problem[];

function union(error: TValidationError, tried: readonly TValidationError[], pointer: string): readonly Problem[] {
  const alternatives = new Map<string, TValidationError[]>();
  const path = `${error.schemaPath}/${error.keyword}/`;
  for (const one of tried) {
    const branch = one.schemaPath.slice(path.length).split("/")[0] ?? "";
    alternatives.set(branch, [...(alternatives.get(branch) ?? []), one]);
  }
  const found: Problem[] = [];
  tellNearest(
    [...alternatives.values()].map((errors) => problemsOf(errors, error.instancePath)),
    found,
    pointer,
  );
  return found;
}

function messageOf(error: TValidationError): string {
  switch (error.keyword) {
    case "type":
      return typeWords([error.params.type].flat());
    case "enum":
      return `must be one of ${valueWords(error.params.allowedValues).replace(/^must be (?:one of )?/, "")}`;
    case "const":
      return valueWords([error.params.allowedValue]);
    case "format":
      return formatWords(error.params.format);
    case "pattern":
      return `must match the pattern ${error.params.pattern}`;
    case "minLength":
      return lengthWords("least", error.params.limit);
    case "maxLength":
      return lengthWords("most", error.params.limit);
    case "minItems":
      return itemWords("least", error.params.limit);
    case "maxItems":
      return itemWords("most", error.params.limit);
    case "minProperties":
      return propertyWords("least", error.params.limit);
    case "maxProperties":
      return propertyWords("most", error.params.limit);
    case "minimum":
    case "exclusiveMinimum":
      return limitWords("least", Number(error.params.limit), error.keyword === "minimum");
    case "maximum":
    case "exclusiveMaximum":
      return limitWords("most", Number(error.params.limit), error.keyword === "maximum");
    case "uniqueItems":
      return "must not hold the same item twice";
    case "contains":
      return error.params.maxContains === undefined
        ? fittingWords("least", error.params.minContains)
        : fittingWords("most", error.params.maxContains);
    case "not":
      return "must not have this form";
    default:
      return "is not allowed here";
  }
}

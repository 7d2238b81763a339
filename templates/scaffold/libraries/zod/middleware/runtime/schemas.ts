// zod beside the other checks: what it finds as problems, and what schemas say that zod has no word for.
import { z } from "zod";
import { characters, isObject, own } from "./checks.js";
import { step, type Problem } from "./problems.js";
import type { Check } from "./unions.js";
import {
  formatWords,
  isInFormat,
  itemWords,
  lengthWords,
  limitWords,
  severalWords,
  tellEach,
  tellNearest,
  typeWords,
  valueWords,
  type Bound,
} from "./words.js";

/** Adds to the problems what a schema finds wrong with a value. */
export function checkBySchema(schema: z.ZodType, value: unknown, problems: Problem[], pointer: string): void {
  const { error } = schema.safeParse(value, { reportInput: true });
  if (error !== undefined) tellEach(problemsOf(error.issues), problems, pointer);
}

export function checkOf(schema: z.ZodType): Check {
  return (value, problems) => checkBySchema(schema, value, problems, "");
}

type Issue = z.core.$ZodIssue;
type Payload<Value = unknown> = z.core.ParsePayload<Value>;

/** Whole numbers of any size; `z.int()` ends at 2^53. */
export function integer() {
  const error = ({ code }: { readonly code?: string }) => (code === "invalid_type" ? "must be an integer" : undefined);
  return z.number({ error }).refine(Number.isInteger, "must be an integer");
}

/** Lengths in characters, where zod's own are in UTF-16 units. */
export function minCharacters(minimum: number) {
  return (payload: Payload<string>): void => {
    if (characters(payload.value) < minimum) complain(payload, lengthWords("least", minimum));
  };
}

export function maxCharacters(maximum: number) {
  return (payload: Payload<string>): void => {
    const { value } = payload;
    if (value.length > maximum && characters(value) > maximum) complain(payload, lengthWords("most", maximum));
  };
}

export function minItems(minimum: number) {
  return (payload: Payload<readonly unknown[]>): void => {
    if (payload.value.length < minimum) complain(payload, itemWords("least", minimum));
  };
}

export function maxItems(maximum: number) {
  return (payload: Payload<readonly unknown[]>): void => {
    if (payload.value.length > maximum) complain(payload, itemWords("most", maximum));
  };
}

export function numberFormat(format: string) {
  return (payload: Payload<number>): void => {
    if (!isInFormat(format, payload.value)) complain(payload, formatWords(format));
  };
}

/** A check that is no schema. */
export function alsoCheck(check: Check) {
  return (payload: Payload): void => {
    if (payload.value === undefined) return;
    const found: Problem[] = [];
    check(payload.value, found);
    for (const { pointer, message } of found) complain(payload, message, pathOf(pointer));
  };
}

/** What all of several schemas find, each by itself: none takes a property for known because another one names it. */
export function every(...schemas: readonly z.ZodType[]): z.ZodType {
  return z.unknown().check((payload) => {
    for (const schema of schemas) run(schema, payload);
  });
}

const KINDS = {
  string: (value: unknown) => typeof value === "string",
  number: (value: unknown) => typeof value === "number",
  array: (value: unknown) => Array.isArray(value),
  object: isObject,
} as const;

/** A schema for values of one type, where the document lets all other values pass. */
export function onlyFor(kind: keyof typeof KINDS, schema: z.ZodType): z.ZodType {
  return z.unknown().check((payload) => {
    if (KINDS[kind](payload.value)) run(schema, payload);
  });
}

/** The schema that a property's value names; `otherwise` where it names none, or the property is missing. */
export function tagged(
  property: string,
  rows: readonly (readonly [values: readonly unknown[], schema: z.ZodType])[],
  otherwise?: z.ZodType,
): z.ZodType {
  return z.unknown().check((payload) => {
    const { value } = payload;
    if (value === undefined) return;
    if (!isObject(value)) return complain(payload, typeWords(["object"]));
    const tag = own(value, property);
    const schema = rows.find(([values]) => values.includes(tag))?.[1] ?? otherwise;
    if (schema !== undefined) return run(schema, payload);
    complain(payload, valueWords(rows.flatMap(([values]) => values)), [property]);
  });
}

function run(schema: z.ZodType, payload: Payload): void {
  if (payload.value === undefined) return;
  const { error } = schema.safeParse(payload.value, { reportInput: true });
  for (const { pointer, message } of problemsOf(error?.issues ?? [])) complain(payload, message, pathOf(pointer));
}

function complain({ issues, value }: Payload, message: string, path: string[] = []): void {
  issues.push({ code: "custom", input: value, message, path, continue: true });
}

const pathOf = (pointer: string): string[] =>
  pointer
    .split("/")
    .slice(1)
    .map((name) => name.replaceAll("~1", "/").replaceAll("~0", "~"));

function problemsOf(issues: readonly Issue[]): readonly Problem[] {
  const found: Problem[] = [];
  for (const issue of issues) {
    const pointer = issue.path.map((name) => `/${step(String(name))}`).join("");
    if (issue.code === "invalid_union") tellUnion(issue, found, pointer);
    else if (issue.code === "unrecognized_keys")
      for (const key of issue.keys) found.push({ pointer: `${pointer}/${step(key)}`, message: "is not known here" });
    else found.push({ pointer, message: messageOf(issue) });
  }
  return found;
}

function tellUnion(issue: z.core.$ZodIssueInvalidUnion, found: Problem[], pointer: string): void {
  if (issue.input === undefined) found.push({ pointer, message: "is required" });
  else if (issue.inclusive === false) found.push({ pointer, message: severalWords(issue.matches.length) });
  else if (issue.discriminator !== undefined)
    found.push({
      pointer,
      message: valueWords("options" in issue && Array.isArray(issue.options) ? issue.options : []),
    });
  else tellNearest(issue.errors.map(problemsOf), found, pointer);
}

const isMissing = ({ code, input }: Issue): boolean =>
  input === undefined && (code === "invalid_type" || code === "invalid_value");

function messageOf(issue: Issue): string {
  if (isMissing(issue)) return "is required";
  // What has words of its own says them.
  if (issue.message.startsWith("must ")) return issue.message;
  switch (issue.code) {
    case "invalid_type":
      return expectedWords(issue.expected);
    case "invalid_value":
      return valueWords(issue.values);
    case "invalid_format":
      return issue.format === "regex" ? `must match the pattern ${patternOf(issue)}` : formatWords(issue.format);
    case "not_multiple_of":
      return `must be a multiple of ${issue.divisor}`;
    case "too_small":
      return boundWords(issue.origin, "least", Number(issue.minimum), issue.inclusive !== false);
    case "too_big":
      return boundWords(issue.origin, "most", Number(issue.maximum), issue.inclusive !== false);
    default:
      return issue.message;
  }
}

function expectedWords(expected: string): string {
  if (expected === "never") return "is not allowed here";
  if (expected === "record") return typeWords(["object"]);
  if (expected === "tuple") return typeWords(["array"]);
  return typeWords([expected === "int" ? "integer" : expected]);
}

/** The pattern without the slashes and flags that surround it. */
const patternOf = ({ pattern = "" }: { readonly pattern?: string | undefined }): string =>
  pattern.slice(1, pattern.lastIndexOf("/"));

function boundWords(origin: string, bound: Bound, limit: number, isInclusive: boolean): string {
  if (origin === "string") return lengthWords(bound, limit);
  return origin === "array" ? itemWords(bound, limit) : limitWords(bound, limit, isInclusive);
}

import type { z } from "zod";
import { isRecord, nearest } from "../../../kit/index.ts";
import { pointerOf } from "../../../openapi/text/index.ts";
import { scenarioFileSchema } from "./schema.ts";
import type { Mistake } from "./mistakes.ts";

type Issue = z.core.$ZodIssue;

/** What the schema complains about, in words, at the key that is wrong. */
export function mistakesOf(issues: readonly Issue[], file: unknown): readonly Mistake[] {
  return issues.flatMap((issue) => explain(issue, { base: [], file }));
}

interface Around {
  readonly base: readonly PropertyKey[];
  readonly file: unknown;
}

function explain(issue: Issue, { base, file }: Around): readonly Mistake[] {
  const path = [...base, ...issue.path];
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => error([...path, key], unknownKey(key, path)));
  if (issue.code === "invalid_union") return explainUnion(issue, { base: path, file });
  if (issue.code !== "invalid_type") return [error(path, sentence(issue.message))];
  return [error(path, `${wanted(issue.expected)} is expected here, not ${kindOf(valueAt(file, path))}`)];
}

const error = (path: readonly PropertyKey[], text: string): Mistake => ({
  severity: "error",
  pointer: pointerOf(path.map(String)),
  text,
});

/** Of several forms, the one that the value comes nearest to. */
function explainUnion(issue: Extract<Issue, { code: "invalid_union" }>, around: Around): readonly Mistake[] {
  const inside = issue.errors.filter((branch) => branch.every((one) => !isElsewhere(one)));
  const [best] = inside.toSorted((a, b) => a.length - b.length);
  if (best !== undefined) return best.flatMap((one) => explain(one, around));
  const forms = [
    ...new Set(issue.errors.flat().map((one) => (one.code === "invalid_type" ? wanted(one.expected) : ""))),
  ];
  const found = kindOf(valueAt(around.file, around.base));
  return [error(around.base, `${forms.filter((form) => form !== "").join(" or ")} is expected here, not ${found}`)];
}

/** True when the value is not of this form at all. */
const isElsewhere = (issue: Issue): boolean =>
  issue.path.length === 0 && (issue.code === "invalid_type" || issue.code === "invalid_value");

const WORDS: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "a mapping",
  record: "a mapping",
};

const wanted = (expected: string): string => WORDS[expected] ?? expected;

function kindOf(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "an empty value";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a mapping";
  return typeof value === "string"
    ? `the text ${JSON.stringify(value.slice(0, 40))}`
    : `the ${typeof value} ${JSON.stringify(value)}`;
}

function valueAt(file: unknown, path: readonly PropertyKey[]): unknown {
  let here = file;
  for (const key of path) {
    if (Array.isArray(here)) here = here[Number(key)];
    else if (isRecord(here) && Object.hasOwn(here, key)) here = here[String(key)];
    else return undefined;
  }
  return here;
}

function unknownKey(key: string, path: readonly PropertyKey[]): string {
  const known = keysAt(path);
  const near = nearest(key, known) ?? SYNONYMS[key];
  const help = near === undefined ? `; known here: ${known.join(", ")}` : `; did you mean ${near}?`;
  return `${JSON.stringify(key)} is no key of ${path.length === 0 ? "a scenario file" : "this place"}${help}`;
}

/** What other load testers call it. */
const SYNONYMS: Readonly<Record<string, string>> = {
  url: "get",
  config: "target",
  flow: "steps",
  phases: "load",
  vus: "users",
  arrivalRate: "rate",
  capture: "extract",
  pause: "think",
  sleep: "think",
  loop: "repeat",
  ensure: "thresholds",
  payload: "feeders",
  feed: "feeders",
  baseUrl: "target",
  params: "query",
  match: "checks",
};

/** The keys that the schema knows at a place. */
function keysAt(path: readonly PropertyKey[]): readonly string[] {
  let here: unknown = scenarioFileSchema;
  for (const key of path) here = below(here, key);
  return Object.keys(shapeOf(here) ?? {});
}

function below(schema: unknown, key: PropertyKey): unknown {
  for (const form of formsOf(schema)) {
    const shape = shapeOf(form);
    if (shape !== undefined && Object.hasOwn(shape, key)) return shape[String(key)];
    const inner = definitionOf(form)["element"] ?? definitionOf(form)["valueType"];
    if (inner !== undefined) return inner;
  }
  return undefined;
}

/** The schema without what makes it optional; of a union every member. */
function formsOf(schema: unknown): readonly unknown[] {
  const definition = definitionOf(schema);
  if (definition["type"] === "optional") return formsOf(definition["innerType"]);
  const { options } = definition;
  return Array.isArray(options) ? options.flatMap(formsOf) : [schema];
}

function shapeOf(schema: unknown): Readonly<Record<string, unknown>> | undefined {
  for (const form of formsOf(schema)) {
    const { shape } = definitionOf(form);
    if (isRecord(shape)) return shape;
  }
  return undefined;
}

function definitionOf(schema: unknown): Readonly<Record<string, unknown>> {
  const definition = isRecord(schema) ? schema["def"] : undefined;
  return isRecord(definition) ? definition : {};
}

/** zod's message as a sentence of ours. */
const sentence = (message: string): string => message.charAt(0).toLowerCase() + message.slice(1);

import type { SchemaObject } from "../../../openapi/index.ts";
import type { Plan } from "../../plan/index.ts";
import { knownCost } from "../pattern-test.ts";
import type { Keyword } from "./keywords.ts";
import type { Gaps } from "./library.ts";

const PROTOTYPE = "__proto__";
const INHERITED: readonly string[] = Object.getOwnPropertyNames(Object.prototype);

/** What a library cannot do, besides the keywords that it does not have. */
export interface Limits {
  readonly keywords: ReadonlySet<Keyword>;
  /** Keywords for which it would have to know what other keywords looked at. */
  readonly whole: readonly Keyword[];
  /** Reads a property that is not there as what every object inherits. */
  readonly readsInherited: boolean;
  /** Hands checks a copy of the value in which nothing is called `__proto__`. */
  readonly losesPrototype: boolean;
  /** Patterns are read with the flag `u` only. */
  readonly isUnicodeOnly: boolean;
}

/** The keywords of a schema that a library with these limits cannot hold. */
export function gapsWithin(schema: SchemaObject, plan: Plan, limits: Limits): Gaps {
  if (limits.whole.some((keyword) => schema[keyword] !== undefined))
    return { keywords: limits.whole.filter((keyword) => schema[keyword] !== undefined), names: [], isWhole: true };
  const lacking = [...limits.keywords].filter((keyword) => schema[keyword] !== undefined);
  const hard = [...hardPatterns(schema, plan, limits)].filter((keyword) => !limits.keywords.has(keyword));
  const unread = limits.readsInherited ? INHERITED : [PROTOTYPE];
  const isNamed = (name: string): boolean =>
    schema.properties?.has(name) === true || schema.required?.includes(name) === true;
  const names = unread.filter(isNamed);
  if (limits.losesPrototype && names.includes(PROTOTYPE)) return { keywords: ["properties"], names: [], isWhole: true };
  // Known to a function of ours only, they would be others to the library.
  const others = names.length > 0 ? (["additionalProperties"] as const) : [];
  return {
    keywords: withCompanions(schema, [...lacking, ...hard, ...others, ...hardValues(schema)]),
    names,
    isWhole: false,
  };
}

/** Patterns that could take long, and those that only an older reading of regular expressions understands. */
function hardPatterns({ pattern, patternProperties }: SchemaObject, plan: Plan, limits: Limits): readonly Keyword[] {
  const isHard = (source: string): boolean =>
    knownCost(plan, source).kind !== "linear" || (limits.isUnicodeOnly && !isUnicode(source));
  const found: Keyword[] = pattern !== undefined && isHard(pattern) ? ["pattern"] : [];
  return [...(patternProperties?.keys() ?? [])].some(isHard) ? [...found, "patternProperties"] : found;
}

function isUnicode(source: string): boolean {
  try {
    return new RegExp(source, "u") instanceof RegExp;
  } catch {
    return false;
  }
}

const isScalar = (value: unknown): boolean => typeof value !== "object" || value === null;

/** Constants that are lists or objects are compared by us everywhere. */
function hardValues({ const: constant, enum: values }: SchemaObject): readonly Keyword[] {
  const hasHard = values !== undefined && !values.every(isScalar);
  return [...(isScalar(constant) ? [] : (["const"] as const)), ...(hasHard ? (["enum"] as const) : [])];
}

const GROUPS: readonly (readonly Keyword[])[] = [
  ["if", "then", "else"],
  ["contains", "minContains", "maxContains"],
];

/** Keywords that mean something together only. */
function withCompanions(schema: SchemaObject, keywords: readonly Keyword[]): readonly Keyword[] {
  const all = new Set(keywords);
  for (const group of GROUPS) if (group.some((keyword) => all.has(keyword))) for (const one of group) all.add(one);
  for (const one of ["patternProperties", "additionalProperties"] as const)
    if (all.has("patternProperties") || all.has("additionalProperties")) all.add(one);
  return [...all].filter((keyword) => schema[keyword] !== undefined);
}

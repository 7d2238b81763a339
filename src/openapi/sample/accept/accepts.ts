import { type JsonValue, isJsonObject } from "../../../kit/index.ts";
import type { Schema, SchemaObject } from "../../index.ts";
import { arrayParts } from "./arrays.ts";
import { dependentParts, objectParts } from "./objects.ts";
import { conditional, every, exactlyOne, none, referenced, some } from "./logic.ts";
import { hiddenProperties } from "./hidden.ts";
import { matchesPattern } from "./pattern.ts";
import { holdsAlone } from "./assertions.ts";
import { unevaluatedParts } from "./unevaluated.ts";
import { type Applicator, type JudgeScope, type Marks, NO_MARKS, type Visit, joinMarks } from "./visit.ts";

const APPLICATORS: readonly Applicator[] = [
  referenced,
  every,
  some,
  exactlyOne,
  none,
  conditional,
  dependentParts,
  objectParts,
  arrayParts,
];

// A schema that refers to itself without looking at a part of the value would never end.
const DEEPEST_LOOP = 64;

/**
 * True when the schema describes the value. Formats are asserted; properties that the side leaves out need not be there.
 *
 * Source: JSON Schema 2020-12 core and validation.
 * @example
 * accepts(3, { place, types: ["integer"], minimum: 1 }, { schemas: model.schemas, side: "request" }); // true
 */
export function accepts(value: JsonValue, schema: Schema, scope: JudgeScope): boolean {
  return judge(value, schema, { scope, hidden: new Set(), loop: 0 }) !== undefined;
}

interface Situation {
  readonly scope: JudgeScope;
  /** What the schemas around this one leave out. */
  readonly hidden: ReadonlySet<string>;
  readonly loop: number;
}

function judge(value: JsonValue, schema: Schema, situation: Situation): Marks | undefined {
  if (schema === true) return NO_MARKS;
  if (schema === false) return undefined;
  if (situation.loop > DEEPEST_LOOP) return NO_MARKS;
  const { scope } = situation;
  const hidden = isJsonObject(value)
    ? new Set([...situation.hidden, ...hiddenProperties(schema, scope)])
    : situation.hidden;
  if (!holdsAlone(value, schema, { hidden, matches: scope.matches ?? matchesPattern })) return undefined;
  return applied(value, schema, visitOf(value, { ...situation, hidden }));
}

function visitOf(value: JsonValue, situation: Situation): Visit {
  return {
    scope: situation.scope,
    hidden: situation.hidden,
    here: (schema) => judge(value, schema, { ...situation, loop: situation.loop + 1 }),
    part: (part, schema) => accepts(part, schema, situation.scope),
  };
}

function applied(value: JsonValue, schema: SchemaObject, visit: Visit): Marks | undefined {
  const marks: Marks[] = [];
  for (const applicator of APPLICATORS) {
    const seen = applicator(value, schema, visit);
    if (seen === undefined) return undefined;
    if (seen !== NO_MARKS) marks.push(seen);
  }
  return unevaluatedParts(value, schema, { visit, seen: joinMarks(marks) });
}

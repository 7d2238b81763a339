import type { JsonValue } from "../../kit/index.ts";
import type { JsonType } from "../index.ts";
import { arrays } from "./arrays.ts";
import type { DrawContext, Drawn } from "./context.ts";
import type { Expansion } from "./expand.ts";
import { numbers } from "./numbers.ts";
import { objects } from "./objects.ts";
import { strings } from "./strings.ts";
import { typesOf } from "./types.ts";

const VARIANTS = [0, 1, 2, 3] as const;

/** Values made from the keywords alone: every type that is possible, then other variants of each. */
export function* generated(expansion: Expansion, context: DrawContext): Generator<Drawn> {
  const types = typesOf(expansion, context.unknown);
  for (const step of VARIANTS)
    for (const type of types) yield* ofType(type, expansion, { ...context, variant: context.variant + step });
}

function ofType(type: JsonType, expansion: Expansion, context: DrawContext): Iterable<Drawn> {
  switch (type) {
    case "null":
      return sure([null]);
    case "boolean":
      return sure([context.variant % 2 === 0]);
    case "integer":
    case "number":
      return sure(numbers(expansion, { whole: type === "integer", variant: context.variant }));
    case "string":
      return sure(strings(expansion, context));
    case "array":
      return arrays(expansion, context);
    case "object":
      return objects(expansion, context);
  }
}

function* sure(values: Iterable<JsonValue>): Generator<Drawn> {
  for (const value of values) yield { value, valid: true };
}

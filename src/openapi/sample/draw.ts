import type { Schema } from "../index.ts";
import { accepts } from "./accept/index.ts";
import { ownValues } from "./own.ts";
import type { DrawContext, Drawn } from "./context.ts";
import { expansionsOf } from "./expand.ts";
import { generated } from "./generate.ts";

const MOST_EXPANSIONS = 24;
const MOST_CANDIDATES = 60;
// A candidate with a part that nothing satisfies is not worth many tries: each costs that part's tries again.
const MOST_DOUBTFUL = 3;

/**
 * The first candidate that the schema accepts; failing that, the first one, marked. Undefined where there is none:
 * a circle that cannot end, a schema that is `false`.
 */
export function draw(schema: Schema, context: DrawContext): Drawn | undefined {
  let fallback: Drawn | undefined;
  let doubtful = 0;
  for (const candidate of firstOf(candidates(schema, context), MOST_CANDIDATES)) {
    if (candidate.valid && accepts(candidate.value, schema, context.scope)) return candidate;
    fallback ??= { value: candidate.value, valid: false };
    if (!candidate.valid) doubtful += 1;
    if (doubtful >= MOST_DOUBTFUL || context.budget.left <= 0) break;
  }
  return fallback;
}

function* candidates(schema: Schema, context: DrawContext): Generator<Drawn> {
  for (const expansion of firstOf(expansionsOf(schema, context), MOST_EXPANSIONS)) {
    context.budget.left -= 1;
    if (context.budget.left < 0) return;
    const here = { ...context, active: [...context.active, ...expansion.keys] };
    for (const value of ownValues(expansion, here)) yield { value, valid: true };
    yield* generated(expansion, here);
  }
}

function* firstOf<Value>(values: Iterable<Value>, count: number): Generator<Value> {
  let left = count;
  for (const value of values) {
    if (left === 0) return;
    left -= 1;
    yield value;
  }
}

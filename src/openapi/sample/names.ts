import { isDefined } from "../../kit/index.ts";
import { accepts } from "./accept/index.ts";
import type { DrawContext } from "./context.ts";
import type { Expansion } from "./expand.ts";
import { textsForPattern } from "./pattern/index.ts";

const MOST_NAMES = 64;

/** Names for properties that no schema declares: for `minProperties`, maps and `patternProperties`. */
export function* freeNames(expansion: Expansion, context: DrawContext): Generator<string> {
  const demands = expansion.conjuncts.map(({ propertyNames }) => propertyNames).filter(isDefined);
  for (const name of likelyNames(expansion, context))
    if (demands.every((schema) => accepts(name, schema, context.scope))) yield name;
}

function* likelyNames(expansion: Expansion, context: DrawContext): Generator<string> {
  yield* expansion.conjuncts.flatMap((schema) => Array.from(schema.properties?.keys() ?? []));
  for (let variant = 0; variant < MOST_NAMES; variant += 1) {
    yield* namesByPattern(expansion, variant);
    yield* namesBySchema(expansion, { ...context, variant });
    yield `property${variant + 1}`;
  }
}

/** The plainest text for each pattern, and the same with a number behind it. */
function* namesByPattern({ conjuncts }: Expansion, variant: number): Generator<string> {
  const patterns = conjuncts.flatMap((schema) => Array.from(schema.patternProperties?.keys() ?? []));
  for (const pattern of patterns)
    for (const name of textsForPattern(pattern, { variant, minLength: 1, maxLength: 40 })) {
      yield name;
      yield `${name}${variant + 1}`;
      break;
    }
}

function* namesBySchema({ conjuncts }: Expansion, context: DrawContext): Generator<string> {
  for (const schema of conjuncts.map(({ propertyNames }) => propertyNames).filter(isDefined)) {
    const drawn = context.draw(schema, context);
    if (typeof drawn?.value === "string") yield drawn.value;
  }
}

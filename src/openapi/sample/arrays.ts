import { type JsonValue, isDefined } from "../../kit/index.ts";
import type { Schema, SchemaObject } from "../index.ts";
import { canonicalText } from "./accept/index.ts";
import { allOfThem, type DrawContext, type Drawn, inner } from "./context.ts";
import type { Expansion } from "./expand.ts";
import { itemSchemas } from "./parts.ts";

const LONGEST = 1_000;
const TRIES_FOR_DISTINCT = 24;

/** Arrays of one item where that is allowed, then of as few as possible, then longer. */
export function* arrays(expansion: Expansion, context: DrawContext): Generator<Drawn> {
  const [least, most] = lengthLimits(expansion);
  const tuple = Math.max(0, ...expansion.conjuncts.map((schema) => schema.prefixItems?.length ?? 0));
  const natural = Math.max(least, tuple, 1);
  for (const length of new Set([natural, least, natural + 1].filter((each) => each <= most && each >= least))) {
    const drawn = arrayOf(Math.min(length, LONGEST), expansion, { ...context, reentries: least === 0 ? 0 : 1 });
    if (drawn !== undefined) yield drawn;
  }
}

function lengthLimits({ conjuncts }: Expansion): readonly [number, number] {
  const contained = conjuncts.map((schema) => (schema.contains === undefined ? 0 : (schema.minContains ?? 1)));
  const least = Math.max(0, ...conjuncts.map((schema) => schema.minItems ?? 0), ...contained);
  return [least, Math.min(Infinity, ...conjuncts.map((schema) => schema.maxItems ?? Infinity))];
}

function arrayOf(length: number, expansion: Expansion, context: DrawContext): Drawn | undefined {
  const home = expansion.conjuncts[0];
  const items: Drawn[] = [];
  for (let position = 0; position < length; position += 1) {
    const schema = home === undefined ? true : itemSchema(position, expansion, home);
    const item = isDistinct(expansion)
      ? distinctItem(schema, items, context)
      : context.draw(schema, inner(context, context.reentries > 0));
    if (item === undefined) return undefined;
    items.push(item);
  }
  return { value: items.map((item) => item.value), valid: items.every((item) => item.valid) };
}

/** The first items also satisfy `contains`: as many as it asks for. */
function itemSchema(position: number, expansion: Expansion, home: SchemaObject): Schema {
  const contains = expansion.conjuncts
    .filter((schema) => position < (schema.minContains ?? 1))
    .map((schema) => schema.contains)
    .filter(isDefined);
  return allOfThem([...itemSchemas(position, expansion), ...contains], home);
}

function isDistinct({ conjuncts }: Expansion): boolean {
  return conjuncts.some((schema) => schema.uniqueItems === true);
}

function distinctItem(schema: Schema, others: readonly Drawn[], context: DrawContext): Drawn | undefined {
  const taken = new Set(others.map((item) => canonicalText(item.value)));
  const isNew = (value: JsonValue): boolean => !taken.has(canonicalText(value));
  for (let step = 0; step < TRIES_FOR_DISTINCT; step += 1) {
    const variant = context.variant + others.length + step;
    const item = context.draw(schema, { ...inner(context, context.reentries > 0), variant });
    if (item === undefined || isNew(item.value)) return item;
  }
  return undefined;
}

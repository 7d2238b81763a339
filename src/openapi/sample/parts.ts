import { isDefined } from "../../kit/index.ts";
import type { Schema } from "../index.ts";
import { schemaOfItem, schemasOfProperty } from "./accept/index.ts";
import type { Expansion } from "./expand.ts";

/** Everything that the schemas of an expansion demand of one property. */
export function propertySchemas(name: string, expansion: Expansion): readonly Schema[] {
  const found = expansion.conjuncts.flatMap((schema) => schemasOfProperty(name, schema));
  return found.length > 0 ? found : expansion.conjuncts.map((schema) => schema.unevaluatedProperties).filter(isDefined);
}

/** Everything that the schemas of an expansion demand of the item at a position. */
export function itemSchemas(position: number, expansion: Expansion): readonly Schema[] {
  const found = expansion.conjuncts.map((schema) => schemaOfItem(position, schema)).filter(isDefined);
  return found.length > 0 ? found : expansion.conjuncts.map((schema) => schema.unevaluatedItems).filter(isDefined);
}

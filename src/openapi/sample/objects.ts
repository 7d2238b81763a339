import type { JsonValue } from "../../kit/index.ts";
import type { Schema } from "../index.ts";
import { hiddenProperties } from "./accept/index.ts";
import { allOfThem, type DrawContext, type Drawn, inner } from "./context.ts";
import type { Expansion } from "./expand.ts";
import { freeNames } from "./names.ts";
import { propertySchemas } from "./parts.ts";

/** Objects with their optional properties while the context wants those, then with the required ones only. */
export function* objects(expansion: Expansion, context: DrawContext): Generator<Drawn> {
  const hidden = hiddenNames(expansion, context);
  const required = requiredNames(expansion).filter((name) => !hidden.has(name));
  const optional = declaredNames(expansion).filter((name) => !hidden.has(name) && !required.includes(name));
  const shape = { expansion, required };
  if (context.optionalLevels > 0 && optional.length > 0) yield* objectOf({ ...shape, optional, hidden }, context);
  yield* objectOf({ ...shape, optional: [], hidden }, context);
  yield* objectOf({ ...shape, optional, hidden }, { ...context, optionalLevels: 1 });
}

interface ObjectShape {
  readonly expansion: Expansion;
  readonly required: readonly string[];
  readonly optional: readonly string[];
  readonly hidden: ReadonlySet<string>;
}

function* objectOf(shape: ObjectShape, context: DrawContext): Generator<Drawn> {
  const parts = new Map<string, Drawn>();
  for (const name of shape.required) {
    const drawn = drawProperty(name, shape, inner(context, true));
    if (drawn === undefined) return;
    parts.set(name, drawn);
  }
  const { least, most } = sizeLimits(shape.expansion);
  for (const name of shape.optional) if (parts.size < most) addOptional(name, parts, { shape, context });
  for (const name of freeNames(shape.expansion, context)) {
    if (parts.size >= least) break;
    if (!shape.hidden.has(name)) addOptional(name, parts, { shape, context });
  }
  yield assembled(shape, parts);
}

interface Addition {
  readonly shape: ObjectShape;
  readonly context: DrawContext;
}

/** Adds a property that can be left out, when a sure value for it is found. */
function addOptional(name: string, parts: Map<string, Drawn>, { shape, context }: Addition): void {
  if (parts.has(name)) return;
  const drawn = drawProperty(name, shape, inner(context, false));
  if (drawn?.valid === true) parts.set(name, drawn);
}

function drawProperty(name: string, shape: ObjectShape, context: DrawContext): Drawn | undefined {
  const home = shape.expansion.conjuncts[0];
  if (home === undefined) return undefined;
  const schema: Schema = allOfThem(propertySchemas(name, shape.expansion), home);
  return context.draw(schema, context);
}

/** In the order in which the document declares the properties. */
function assembled(shape: ObjectShape, parts: ReadonlyMap<string, Drawn>): Drawn {
  const order = new Set([...declaredNames(shape.expansion).filter((name) => parts.has(name)), ...parts.keys()]);
  const entries = [...order].map((name) => [name, parts.get(name)?.value ?? null] as const);
  const value: JsonValue = Object.fromEntries(entries);
  return { value, valid: [...parts.values()].every((part) => part.valid) };
}

function hiddenNames({ conjuncts }: Expansion, context: DrawContext): ReadonlySet<string> {
  return new Set(conjuncts.flatMap((schema) => Array.from(hiddenProperties(schema, context.scope))));
}

function declaredNames({ conjuncts }: Expansion): readonly string[] {
  return [...new Set(conjuncts.flatMap((schema) => Array.from(schema.properties?.keys() ?? [])))];
}

/** The required names, and those that they bring with them. */
function requiredNames({ conjuncts }: Expansion): readonly string[] {
  const names = new Set(conjuncts.flatMap((schema) => schema.required ?? []));
  for (const name of names)
    for (const schema of conjuncts) for (const needed of schema.dependentRequired?.get(name) ?? []) names.add(needed);
  return [...names];
}

function sizeLimits({ conjuncts }: Expansion): { readonly least: number; readonly most: number } {
  return {
    least: Math.max(0, ...conjuncts.map((schema) => schema.minProperties ?? 0)),
    most: Math.min(Infinity, ...conjuncts.map((schema) => schema.maxProperties ?? Infinity)),
  };
}

import type { ApiModel, Schema } from "../../openapi/index.ts";
import { subschemas, targetOf } from "./resolve.ts";

/** What a request carries (`input`), or what an answer carries (`output`). */
export type Side = "input" | "output";

/** Keys of the schemas whose two sides differ: readOnly, writeOnly, or a default that validation fills in, at any depth. */
export function twoSided(model: ApiModel): ReadonlySet<string> {
  const users = new Map<string, string[]>();
  const found: string[] = [];
  for (const [key, { schema }] of model.schemas) {
    const facts = factsOf(model, schema);
    if (facts.differs) found.push(key);
    for (const ref of facts.refs) users.set(ref, [...(users.get(ref) ?? []), key]);
  }
  return closure(found, users);
}

/** Keys of the schemas that the given schemas reach. */
export function reachable(model: ApiModel, schemas: Iterable<Schema>): ReadonlySet<string> {
  const seen = new Set<string>();
  const open: Schema[] = [...schemas];
  for (let schema = open.pop(); schema !== undefined; schema = open.pop()) {
    if (typeof schema === "boolean") continue;
    open.push(...subschemas(schema), ...discriminated(model, schema));
    if (schema.ref === undefined || seen.has(schema.ref)) continue;
    seen.add(schema.ref);
    const named = model.schemas.get(schema.ref);
    if (named !== undefined) open.push(named.schema);
  }
  return seen;
}

function discriminated(model: ApiModel, schema: Schema): readonly Schema[] {
  if (typeof schema === "boolean" || schema.discriminator === undefined) return [];
  return [...schema.discriminator.mapping.values()].flatMap((ref) => model.schemas.get(ref)?.schema ?? []);
}

interface Facts {
  readonly differs: boolean;
  readonly refs: ReadonlySet<string>;
}

function factsOf(model: ApiModel, root: Schema): Facts {
  const refs = new Set<string>();
  let differs = false;
  const open: Schema[] = [root];
  for (let schema = open.pop(); schema !== undefined; schema = open.pop()) {
    if (typeof schema === "boolean") continue;
    if (schema.ref !== undefined) refs.add(schema.ref);
    for (const [name, property] of schema.properties ?? []) {
      differs ||=
        isMarked(model, property) || (hasDefault(model, property) && schema.required?.includes(name) !== true);
    }
    open.push(...subschemas(schema));
  }
  return { differs, refs };
}

const isMarked = (model: ApiModel, property: Schema): boolean =>
  isFlagged(model, property, "readOnly") || isFlagged(model, property, "writeOnly");

/** A mark on the property or on the schema that it refers to. */
export function isFlagged(model: ApiModel, property: Schema, flag: "readOnly" | "writeOnly"): boolean {
  if (typeof property === "boolean") return false;
  if (property[flag] !== undefined) return property[flag];
  const target = targetOf(model, property);
  return typeof target === "object" && target[flag] === true;
}

/** A default of its own or of the schema that it refers to. */
export function hasDefault(model: ApiModel, property: Schema): boolean {
  return defaultOf(model, property) !== undefined;
}

/** A property that is left out gets this value; null is a value. */
export function defaultOf(model: ApiModel, property: Schema) {
  if (typeof property === "boolean") return undefined;
  if (property.default !== undefined) return property.default;
  const target = targetOf(model, property);
  return typeof target === "object" ? target.default : undefined;
}

function closure(start: readonly string[], users: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const seen = new Set(start);
  const open = [...start];
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    for (const user of users.get(key) ?? []) {
      if (seen.has(user)) continue;
      seen.add(user);
      open.push(user);
    }
  }
  return seen;
}

import type { Discriminator, Schema, SchemaObject } from "../index.ts";
import { accepts, type JudgeScope } from "./accept/index.ts";

/**
 * The branches of a union; where a discriminator names a branch, its value is demanded too. Names that the document
 * does not give are implied from the schemas' names, which often contradict the branch: then the branch is right.
 */
export function branchesWithTag(
  schema: SchemaObject,
  branches: readonly Schema[] | undefined,
  scope: JudgeScope,
): readonly (readonly Schema[])[] | undefined {
  if (branches === undefined) return undefined;
  const { discriminator } = schema;
  if (discriminator === undefined) return branches.map((branch) => [branch]);
  return branches.map((branch) => {
    const tag = tagOf(branch, discriminator);
    const fits = tag !== undefined && allowsTag(branch, { property: discriminator.property, tag }, scope);
    return !fits ? [branch] : [branch, tagSchema(discriminator.property, tag, schema)];
  });
}

/**
 * A discriminator on a base schema that others extend: the value that names the schema we came from, or, at the base
 * itself, each schema that it can be.
 */
export function tagsOfBase(
  schema: SchemaObject,
  cameFrom: readonly string[],
): readonly (readonly Schema[])[] | undefined {
  const { discriminator } = schema;
  if (discriminator === undefined || schema.oneOf !== undefined || schema.anyOf !== undefined) return undefined;
  const own = [...discriminator.mapping].find(([, key]) => cameFrom.includes(key) && !isBase(key, cameFrom));
  if (own !== undefined) return [[tagSchema(discriminator.property, own[0], schema)]];
  const ways = [...discriminator.mapping].map(([tag, key]) => [
    tagSchema(discriminator.property, tag, schema),
    { place: schema.place, ref: key },
  ]);
  return [...ways, []];
}

interface Tag {
  readonly property: string;
  readonly tag: string;
}

function allowsTag(branch: Schema, { property, tag }: Tag, scope: JudgeScope): boolean {
  return declarations(branch, property, scope).every((declared) => accepts(tag, declared, scope));
}

/** What a schema, its references and its `allOf` say of a property. */
function declarations(schema: Schema, property: string, scope: JudgeScope): readonly Schema[] {
  const found: Schema[] = [];
  const pending: Schema[] = [schema];
  const seen = new Set<Schema>();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (typeof next === "boolean" || seen.has(next)) continue;
    seen.add(next);
    const target = next.ref === undefined ? undefined : scope.schemas.get(next.ref)?.schema;
    pending.push(...(next.allOf ?? []), ...(target === undefined ? [] : [target]));
    const declared = next.properties?.get(property);
    if (declared !== undefined) found.push(declared);
  }
  return found;
}

/** The base is the last reference that was followed; a name for it says nothing about the derived schema. */
function isBase(key: string, cameFrom: readonly string[]): boolean {
  return cameFrom.length > 1 && cameFrom.at(-1) === key;
}

function tagOf(branch: Schema, discriminator: Discriminator): string | undefined {
  if (typeof branch === "boolean" || branch.ref === undefined) return undefined;
  return [...discriminator.mapping].find(([, key]) => key === branch.ref)?.[0];
}

function tagSchema(property: string, tag: string, home: SchemaObject): SchemaObject {
  return {
    place: home.place,
    required: [property],
    properties: new Map([[property, { place: home.place, const: tag }]]),
  };
}

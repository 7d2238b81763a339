import type { Discriminator, Schema, SchemaObject } from "../index.ts";

/** The branches of a union; where a discriminator names a branch, its value is demanded too. */
export function branchesWithTag(
  schema: SchemaObject,
  branches: readonly Schema[] | undefined,
): readonly (readonly Schema[])[] | undefined {
  if (branches === undefined) return undefined;
  const { discriminator } = schema;
  if (discriminator === undefined) return branches.map((branch) => [branch]);
  return branches.map((branch) => {
    const tag = tagOf(branch, discriminator);
    return tag === undefined ? [branch] : [branch, tagSchema(discriminator.property, tag, schema)];
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

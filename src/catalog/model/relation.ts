/** The name of a relation, unquoted, as the catalogue spells it. */
export interface RelationName {
  readonly schema: string;
  readonly name: string;
}

/**
 * One text per relation, for maps and comparisons: not for people and not for SQL.
 *
 * @example
 * relationKey({ schema: "public", name: "orders" }); // '["public","orders"]'
 */
export function relationKey({ schema, name }: RelationName): string {
  return JSON.stringify([schema, name]);
}

/** True when both name the same relation. */
export function isSameRelation(a: RelationName, b: RelationName): boolean {
  return a.schema === b.schema && a.name === b.name;
}

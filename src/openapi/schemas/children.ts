import type { NamedSchema } from "../model.ts";
import type { Schema, SchemaObject } from "../schema.ts";

/**
 * A discriminator without a union beside it stands on a base: each schema that has the base in its `allOf`, directly or
 * not, stands for its own name (OpenAPI 3.2, 4.25). Yields the schemas whose mapping grew.
 */
export function withChildren(schemas: ReadonlyMap<string, NamedSchema>): ReadonlyMap<string, NamedSchema> {
  const bases = [...schemas.values()].filter(({ schema }) => isBase(schema));
  if (bases.length === 0) return schemas;
  const childrenOf = inheritance(schemas);
  const grown = bases.map((base): [string, NamedSchema] => [base.key, grow(base, descendants(base.key, childrenOf))]);
  return new Map([...schemas, ...grown]);
}

function isBase(schema: Schema): boolean {
  if (typeof schema === "boolean") return false;
  return schema.discriminator !== undefined && schema.oneOf === undefined && schema.anyOf === undefined;
}

type Children = ReadonlyMap<string, readonly NamedSchema[]>;

/** The schemas that name each schema in their `allOf`. */
function inheritance(schemas: ReadonlyMap<string, NamedSchema>): Children {
  const children = new Map<string, NamedSchema[]>();
  for (const named of schemas.values())
    for (const parent of parentsOf(named.schema)) {
      const known = children.get(parent);
      if (known === undefined) children.set(parent, [named]);
      else known.push(named);
    }
  return children;
}

function parentsOf(schema: Schema): readonly string[] {
  const branches = typeof schema === "boolean" ? [] : (schema.allOf ?? []);
  return branches.flatMap((branch) => (typeof branch === "object" && branch.ref !== undefined ? [branch.ref] : []));
}

function descendants(key: string, childrenOf: Children): readonly NamedSchema[] {
  const found = new Set(childrenOf.get(key));
  for (const child of found) for (const grandchild of childrenOf.get(child.key) ?? []) found.add(grandchild);
  return [...found].filter((child) => child.key !== key);
}

function grow(base: NamedSchema, children: readonly NamedSchema[]): NamedSchema {
  const schema = typeof base.schema === "boolean" ? base.schema : growSchema(base.schema, children);
  return { ...base, schema };
}

function growSchema(schema: SchemaObject, children: readonly NamedSchema[]): SchemaObject {
  if (schema.discriminator === undefined) return schema;
  const mapping = new Map(schema.discriminator.mapping);
  const mapped = new Set(mapping.values());
  for (const { key, name } of children) if (!mapped.has(key) && !mapping.has(name)) mapping.set(name, key);
  return { ...schema, discriminator: { ...schema.discriminator, mapping } };
}

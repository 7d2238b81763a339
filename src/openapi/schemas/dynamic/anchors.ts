import type { NamedSchema } from "../../model.ts";
import type { SchemaObject } from "../../schema.ts";
import { schemasWithin } from "./subschemas.ts";

/** Dynamic anchor → key of the schema that it means from here on: the outermost resource that has it decides. */
export type DynamicScope = ReadonlyMap<string, string>;

type Schemas = ReadonlyMap<string, NamedSchema>;

/** The dynamic anchors of every schema resource. */
export type Anchors = ReadonlyMap<string, DynamicScope>;

/** Which resource has which dynamic anchors. */
export function anchorsOf(schemas: Schemas): Anchors {
  const anchors = new Map<string, Map<string, string>>();
  for (const { key, schema, resource = "" } of schemas.values()) {
    const anchor = typeof schema === "object" ? schema.dynamicAnchor : undefined;
    if (anchor === undefined) continue;
    const known = anchors.get(resource) ?? new Map<string, string>();
    anchors.set(resource, known);
    if (!known.has(anchor)) known.set(anchor, key);
  }
  return anchors;
}

/** The scope inside a resource: what an outer one has bound stays bound (JSON Schema 2020-12 core, 8.2.3.2). */
export function entering(scope: DynamicScope, resource: string, anchors: Anchors): DynamicScope {
  const own = anchors.get(resource);
  return own === undefined ? scope : new Map([...own, ...scope]);
}

/** For every schema the dynamic anchors that its meaning depends on, directly or through what it refers to. */
export function dependencies(schemas: Schemas, anchors: Anchors): (key: string) => ReadonlySet<string> {
  const nodes = new Map([...schemas.values()].map(({ key, schema }) => [key, nodeOf(schemasWithin(schema), schemas)]));
  const known = new Map<string, ReadonlySet<string>>();
  return (key) => {
    const found = known.get(key) ?? reachedFrom(key, nodes, anchors);
    known.set(key, found);
    return found;
  };
}

interface Node {
  readonly refs: readonly string[];
  readonly wanted: readonly string[];
}

function nodeOf(parts: readonly SchemaObject[], schemas: Schemas): Node {
  return {
    refs: parts.flatMap(({ ref, dynamicRef, discriminator }) => [
      ...[ref, dynamicRef].flatMap((key) => key ?? []),
      ...(discriminator?.mapping.values() ?? []),
    ]),
    wanted: parts.flatMap(({ dynamicRef }) => (dynamicRef === undefined ? [] : anchorOf(dynamicRef, schemas))),
  };
}

function anchorOf(key: string, schemas: Schemas): readonly string[] {
  const schema = schemas.get(key)?.schema;
  return typeof schema === "object" && schema.dynamicAnchor !== undefined ? [schema.dynamicAnchor] : [];
}

function reachedFrom(start: string, nodes: ReadonlyMap<string, Node>, anchors: Anchors): ReadonlySet<string> {
  const wanted = new Set<string>();
  const seen = new Set([start]);
  const open = [start];
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    const node = nodes.get(key);
    for (const anchor of node?.wanted ?? []) wanted.add(anchor);
    const meant = (node?.wanted ?? []).flatMap((anchor) => holders(anchor, anchors));
    for (const next of [...(node?.refs ?? []), ...meant]) {
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(next);
    }
  }
  return wanted;
}

const holders = (anchor: string, anchors: Anchors): readonly string[] =>
  [...anchors.values()].flatMap((own) => own.get(anchor) ?? []);

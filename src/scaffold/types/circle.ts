import type { ApiModel, Schema } from "../../openapi/index.ts";

const cache = new WeakMap<ApiModel, Map<string, ReadonlySet<string>>>();

/** True when a schema leads back to `owner` without an object or a list between: no TypeScript alias can say that. */
export function closesCircle(model: ApiModel, from: string, owner: string): boolean {
  return from === owner || inPlaceReach(model, from).has(owner);
}

function inPlaceReach(model: ApiModel, from: string): ReadonlySet<string> {
  const known = cache.get(model) ?? new Map<string, ReadonlySet<string>>();
  cache.set(model, known);
  const found = known.get(from);
  if (found !== undefined) return found;
  const reach = walk(model, from);
  known.set(from, reach);
  return reach;
}

function walk(model: ApiModel, from: string): ReadonlySet<string> {
  const seen = new Set<string>();
  const open = [from];
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    for (const next of inPlaceReferences(model.schemas.get(key)?.schema ?? true)) {
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(next);
    }
  }
  return seen;
}

function inPlaceReferences(root: Schema): readonly string[] {
  if (typeof root === "boolean") return [];
  const inner = [...(root.allOf ?? []), ...(root.anyOf ?? []), ...(root.oneOf ?? [])].flatMap(inPlaceReferences);
  return root.ref === undefined ? inner : [root.ref, ...inner];
}

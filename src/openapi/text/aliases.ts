import type { JsonValue } from "../../kit/index.ts";

/** More nodes than any published document has, far fewer than a bomb makes. */
export const LARGEST_EXPANSION = 5_000_000;

/** Why the aliases of a YAML value cannot be expanded; undefined when they can. */
export function aliasProblem(value: JsonValue): string | undefined {
  const size = expandedSize(value, new Map());
  if (Number.isNaN(size)) return "an alias contains itself";
  return size > LARGEST_EXPANSION ? `they make more than ${LARGEST_EXPANSION} nodes` : undefined;
}

/** Nodes of the value with every alias written out; NaN when one contains itself. Each object is counted once. */
function expandedSize(value: JsonValue, sizes: Map<object, number>): number {
  if (typeof value !== "object" || value === null) return 1;
  const known = sizes.get(value);
  if (known !== undefined) return known;
  sizes.set(value, Number.NaN);
  let size = 1;
  for (const child of Object.values(value)) size += expandedSize(child, sizes);
  sizes.set(value, size);
  return size;
}

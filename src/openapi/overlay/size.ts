import type { JsonValue } from "../../kit/index.ts";

export interface Size {
  /** Values in it, itself included; counting ends above the limit. */
  readonly nodes: number;
  readonly depth: number;
}

/** How large a value is. */
export function sizeOf(value: JsonValue, limit: number): Size {
  const open: (readonly [JsonValue, number])[] = [[value, 1]];
  let nodes = 0;
  let depth = 0;
  for (let next = open.pop(); next !== undefined && nodes <= limit; next = open.pop()) {
    const [here, level] = next;
    nodes += 1;
    if (level > depth) depth = level;
    if (typeof here === "object" && here !== null)
      for (const child of Object.values(here)) open.push([child, level + 1]);
  }
  return { nodes, depth };
}

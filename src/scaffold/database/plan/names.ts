import { camelCase, kebabCase, pascalCase, singularize } from "../../../kit/index.ts";
import type { RelationFacts } from "../facts.ts";

/** Names of one scope, each given once: the wish, else with the next number behind it. */
export interface Names {
  take(wish: string): string;
}

export function namesOf(taken: Iterable<string> = []): Names {
  const used = new Set(taken);
  return {
    take(wish) {
      let name = wish;
      for (let number = 2; used.has(name); number += 1) name = `${wish}${/\d$/.test(wish) ? "_" : ""}${number}`;
      used.add(name);
      return name;
    },
  };
}

// Files that are ours already, and device names that Windows will not have as a file.
const TAKEN = /^(?:index|con|prn|aux|nul|com\d|lpt\d)$/;

/** `order-items`: letters, digits and dashes only, so that a stranger's name is neither a path nor code. */
export function segmentWish(relation: RelationFacts, isQualified: boolean): string {
  const name = isQualified ? `${relation.schema}_${relation.name}` : relation.name;
  const plain = kebabCase(name.normalize("NFKD").replace(/[^\w -]/g, "")).replace(/[^a-z0-9-]/g, "");
  const wish = plain === "" ? "table" : plain;
  return TAKEN.test(wish) ? `${wish}-table` : wish;
}

/** `OrderItem` */
export function typeWish(segment: string): string {
  const words = segment.split("-");
  const last = words.at(-1) ?? "";
  const name = pascalCase([...words.slice(0, -1), singularize(last)].join("_"));
  return /^\d/.test(name) ? `Table${name}` : name;
}

const USABLE = /^[\p{L}_][\p{L}\p{N}\p{M}_]*$/u;

/** A column's name in JSON and in queries; other characters become `_`. What every object has is no name: `constructor_`. */
export function propertyWish(column: string, naming: "keep" | "camelCase"): string {
  const wish = naming === "camelCase" ? camelCase(column) : column;
  if (USABLE.test(wish) && !(wish in Object.prototype)) return wish;
  const plain = column.replace(/[^\p{L}\p{N}\p{M}]+/gu, "_").replace(/^_+|_+$/g, "");
  if (plain === "") return "column";
  if (plain in Object.prototype) return `${plain}_`;
  return /^[\p{N}\p{M}]/u.test(plain) ? `column_${plain}` : plain;
}

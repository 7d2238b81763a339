import type { SentinelColumn, SentinelTable } from "./facts.ts";
import type { SentinelTypes } from "./types.ts";
import { hasPlainValue, valueOf } from "./value.ts";

const PLACES = 6;
/** A partition by hash takes one value in as many as its modulus says. */
const HASH_PLACES = 64;
const MOST = 24;

// What checks on text mostly ask for.
const SHAPES: readonly string[] = [
  "a@b.co",
  "b@b.co",
  "c@b.co",
  "https://a.co",
  "+12025550100",
  "abc",
  "ABC",
  "A1",
  "12345",
  "a-b",
  "en",
  "USD",
  "0",
  "",
];
const NUMBERS: readonly string[] = ["1", "0", "-1", "2", "10", "50", "100", "1000", "0.5"];

/** Values that a column might have, best first: those of its type, then what the conditions on it speak of. */
export function candidatesOf(
  types: SentinelTypes,
  column: SentinelColumn,
  conditions: readonly string[],
): readonly string[] {
  const isHashed = conditions.some((condition) => condition.includes("satisfies_hash_partition"));
  const places = isHashed ? HASH_PLACES : PLACES;
  const plain = Array.from({ length: places }, (_, place) => valueOf(types, column.type, place));
  const isFree =
    conditions.length === 0 && types.get(column.type)?.kind === "base" && hasPlainValue(types, column.type);
  if (isFree) return plain.filter((one) => one !== undefined);
  const spoken = [...conditions, ...domainChecks(types, column.type)].filter((one) => one !== "").flatMap(spokenIn);
  const type = types.get(column.type);
  const labels = type?.kind === "enum" ? type.labels : [];
  const all = [...plain, ...spoken, ...labels, ...SHAPES, ...NUMBERS].filter((one) => one !== undefined);
  return [...new Set(all)].slice(0, spoken.length + places + SHAPES.length + NUMBERS.length);
}

/** The conditions of a table that name a column. */
export function conditionsOn({ conditions }: SentinelTable, { name }: SentinelColumn): readonly string[] {
  return conditions.filter((condition) => condition.includes(name));
}

function domainChecks(types: SentinelTypes, oid: string): readonly string[] {
  const type = types.get(oid);
  if (type?.kind !== "domain") return [];
  return [...type.checks, ...domainChecks(types, type.parts[0] ?? "")];
}

/** Literals of a condition, what their patterns match, numbers beside its numbers, and texts of that length. */
function spokenIn(condition: string): readonly string[] {
  const texts = [...condition.matchAll(/'((?:[^']|'')*)'/g)].map(([, text = ""]) => text.replaceAll("''", "'"));
  const numbers = [...condition.replaceAll(/'(?:[^']|'')*'/g, "").matchAll(/(?<![\w."])-?\d+(?:\.\d+)?/g)].map(Number);
  const lengths = /length/.test(condition) ? numbers.filter((one) => one > 0 && one <= 200) : [];
  const patterned = texts.filter((text) => /[%_]/.test(text)).map((text) => text.replaceAll(/[%_]/g, "a"));
  const near = numbers.flatMap((one) => [one, one + 1, one - 1]).map(String);
  return [...texts, ...patterned, ...near, ...lengths.map((one) => "x".repeat(one))].slice(0, MOST);
}

import type { Random } from "./random.ts";

const SCHEMAS = ["public", "public", "public", "app", "Mixed Case"];

/** What breaks whoever forgets to quote, or counts characters for bytes. */
const HOSTILE = [
  "Upper",
  'quo"te',
  "it's",
  "select",
  "user",
  "with space",
  "ünïcode",
  "日本語の名前",
  "semi;colon",
  "a.b",
  "per%cent",
  "back\\slash",
  "dollar$1",
  "--",
  "/*",
  "$$",
  "new\nline",
  "1number",
  "x".repeat(62),
  "é".repeat(31),
];

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** At most 63 bytes, whole characters. */
function clipped(name: string): string {
  let kept = name;
  while (Buffer.byteLength(kept) > 63) kept = Array.from(kept).slice(0, -1).join("");
  return kept;
}

/** Few different ones, so that another state takes the same for something else. */
export function bareName(random: Random, stem: string): string {
  const number = random.below(6);
  const tail = random.chance(0.5) ? "" : String(random.below(2));
  return quoted(clipped(random.chance(0.25) ? `${random.pick(HOSTILE)}${tail}` : `${stem}${number}`));
}

export const schemaName = (random: Random): string => quoted(random.pick(SCHEMAS));
export const SCHEMA_NAMES = [...new Set(SCHEMAS)];

/** The last part of `"s"."name"`. */
export function lastPart(name: string): string {
  const parts = [...name.matchAll(/"(?:[^"]|"")*"/g)].map(([part]) => part);
  return parts.at(-1) ?? name;
}

/** `"s"` of `"s"."name"`. */
export const firstPart = (name: string): string => /^"(?:[^"]|"")*"/.exec(name)?.[0] ?? name;

import type { Flag } from "./flags.ts";

/** A typed word as its flag's kind. Text stays text when it is no number: the schema then names the flag in its complaint. */
export function convert(flag: Flag, value: string): unknown {
  if (flag.kind !== "number" || value.trim() === "") return value;
  const number = Number(value.replaceAll("_", ""));
  return Number.isFinite(number) ? number : value;
}

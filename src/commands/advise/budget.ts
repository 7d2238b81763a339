import { errors } from "../../kit/index.ts";

const UNITS: ReadonlyMap<string, number> = new Map([
  ["", 1],
  ["b", 1],
  ["kb", 1e3],
  ["mb", 1e6],
  ["gb", 1e9],
  ["tb", 1e12],
]);

/** `500MB` in bytes; null when nothing was said. Error: `bad-input`. */
export function budgetBytes(text: string | undefined): number | null {
  if (text === undefined) return null;
  const parts = /^(?<count>\d+(?:\.\d+)?)\s*(?<unit>[a-z]*)$/i.exec(text.trim())?.groups;
  const unit = UNITS.get((parts?.["unit"] ?? "?").toLowerCase());
  if (parts === undefined || unit === undefined)
    throw errors.command.badInput({
      problems: [`--budget "${text}" is no size; write 500MB or 2GB`],
      command: "db suggest-indexes",
    });
  return Number(parts["count"]) * unit;
}

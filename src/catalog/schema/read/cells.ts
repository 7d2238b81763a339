import { errors, sortedBy } from "../../../kit/index.ts";
import { optionalText, textsCell } from "../../read/cell.ts";
import type { Row } from "../../session.ts";
import type { Option } from "../table-objects.ts";

export { flagCell, numberCell, optionalNumber, optionalText, textCell, textsCell } from "../../read/cell.ts";

const NONE: readonly Option[] = [];

/** A column of type text[] with `name=value` in it, as the server keeps options: in the order in which they were set. */
export function optionsCell(row: Row, name: string): readonly Option[] {
  return row[name] === null || row[name] === undefined ? NONE : textsCell(row, name).map(optionOf);
}

/** Same, of foreign objects, whose order nobody shows. */
export const foreignOptionsCell = (row: Row, name: string): readonly Option[] =>
  sortedBy(optionsCell(row, name), (option) => option.name);

function optionOf(text: string): Option {
  const at = text.indexOf("=");
  return at < 0 ? { name: text, value: "" } : { name: text.slice(0, at), value: text.slice(at + 1) };
}

/** A column of JSON, as text or already read. */
export function jsonCell(row: Row, name: string): unknown {
  const text = optionalText(row, name);
  return text === null ? null : JSON.parse(text);
}

/** A column of a JSON list of records; nothing is an empty one. */
export function recordsCell(row: Row, name: string): readonly Row[] {
  const value = jsonCell(row, name);
  return Array.isArray(value) ? value.filter(isRow) : [];
}

const isRow = (value: unknown): value is Row => typeof value === "object" && value !== null;

/** A one-letter column in our own words. */
export function wordCell<Word>(row: Row, name: string, words: Readonly<Record<string, Word>>): Word {
  const letter = optionalText(row, name) ?? "";
  const word = words[letter];
  if (word !== undefined) return word;
  throw errors.command.bug({ problem: `catalogue column ${name} has the unknown value ${JSON.stringify(letter)}` });
}

/** Same, where nothing and unknown letters mean null. */
export const optionalWord = <Word>(row: Row, name: string, words: Readonly<Record<string, Word>>): Word | null =>
  words[optionalText(row, name) ?? ""] ?? null;

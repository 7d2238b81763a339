import { isJsonArray, isJsonObject, type JsonValue } from "../../../kit/index.ts";

/**
 * A JSON value as Python source: one line of printable ASCII, so that no text of a stranger can leave its quotes.
 *
 * @example
 * pythonLiteral(["a\n", true, null]); // '["a\\n", True, None]'
 */
export function pythonLiteral(value: JsonValue): string {
  if (value === null) return "None";
  if (typeof value === "string") return pythonText(value);
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "number") return Object.is(value, -0) ? "0" : String(value);
  if (isJsonArray(value)) return `[${value.map(pythonLiteral).join(", ")}]`;
  if (!isJsonObject(value)) return "None";
  return `{${Object.entries(value)
    .map(([key, item]) => `${pythonText(key)}: ${pythonLiteral(item)}`)
    .join(", ")}}`;
}

// JSON's own escapes mean the same in Python; code points beyond U+FFFF are pairs in JSON and one escape in Python.
const pythonText = (text: string): string =>
  JSON.stringify(text).replaceAll(/[^\u0020-\u007E]/gu, (character) => escaped(character.codePointAt(0) ?? 0));

const escaped = (point: number): string =>
  point > 0xff_ff ? `\\U${point.toString(16).padStart(8, "0")}` : `\\u${point.toString(16).padStart(4, "0")}`;

/** A comment that stays on its line. */
export const pythonComment = (text: string): string => `# ${text.replaceAll(/[^\u0020-\u007E]+/g, " ")}`;

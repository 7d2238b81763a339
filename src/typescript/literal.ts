import { isJsonObject, type JsonValue } from "../kit/index.ts";
import { fragmentOf, textFragment, textPart, type Fragment, type Part } from "./fragment.ts";
import { arrayOf, objectOf } from "./list.ts";

const UNSAFE = /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ud800-\udfff]/g;
const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** A JSON value as source text; invisible and direction-changing characters are written as escapes. */
export function literal(value: JsonValue): Fragment {
  if (typeof value === "string") return textFragment(stringText(value));
  if (typeof value === "number") return textFragment(Object.is(value, -0) ? "0" : String(value));
  if (Array.isArray(value)) return arrayOf(value.map((item: JsonValue) => literal(item)));
  if (isJsonObject(value)) return objectLiteral(value);
  return textFragment(JSON.stringify(value));
}

/** `/source/u`, or without the flag where the pattern is only valid so; undefined when it is valid in neither way. */
export function regularExpression(source: string): Fragment | undefined {
  const flags = ["u", ""].find((flag) => isValidPattern(source, flag));
  if (flags === undefined) return undefined;
  // A number behind a backslash that names no group: engines read it as a character, compilers refuse it in a literal.
  if (flags === "" && /\\[1-9k]/.test(source)) return textFragment(`new RegExp(${stringText(source)})`);
  const text = new RegExp(source, flags).source;
  return textFragment(`/${text.replace(/[\u2028\u2029\ufeff]/g, escaped)}/${flags}`);
}

/** Text for the inside of a template literal: `${` and backticks lose their meaning. */
export function templateText(text: string): Fragment {
  return textFragment(
    stringText(text)
      .slice(1, -1)
      .replaceAll('\\"', '"')
      .replace(/`|\$\{/g, "\\$&"),
  );
}

function isValidPattern(source: string, flags: string): boolean {
  try {
    return new RegExp(source, flags) instanceof RegExp;
  } catch {
    return false;
  }
}

/** Text that is the same between quotes. */
const PLAIN = /^[ !#-[\]-~]*$/;

function stringText(value: string): string {
  if (PLAIN.test(value)) return `"${value}"`;
  const json = JSON.stringify(value);
  const text = json.replace(UNSAFE, (character, at: number) => (inPair(json, at) ? character : escaped(character)));
  return text.includes('\\"') && !text.includes("'") ? `'${text.slice(1, -1).replaceAll('\\"', '"')}'` : text;
}

function inPair(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  if (unit >= 0xd800 && unit <= 0xdbff) return isLow(text.charCodeAt(at + 1));
  return isLow(unit) && isHigh(text.charCodeAt(at - 1));
}

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

function objectLiteral(value: { readonly [key: string]: JsonValue }): Fragment {
  return objectOf(Object.entries(value).map(([key, item]) => fragmentOf([...keyParts(key), ...literal(item).parts])));
}

/** `__proto__` as a plain key would set the prototype: it is written computed. */
function keyParts(key: string): readonly Part[] {
  const name = key === "__proto__" ? '["__proto__"]' : plainKey(key);
  return [textPart(`${name}: `)];
}

const plainKey = (key: string): string => (/^[A-Za-z_$][\w$]*$/.test(key) ? key : stringText(key));

/** True for a JSON object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A property of the object itself: for names that every object inherits, such as `constructor`. */
export function own(value: Record<string, unknown>, name: string): unknown {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

/** Takes the properties out of an object that are not among the names. */
export function keepOnly(value: unknown, names: ReadonlySet<string>): void {
  if (!isObject(value)) return;
  for (const name of Object.keys(value)) if (!names.has(name)) delete value[name];
}

const DEEPEST = 200;

/** True for JSON text that nests deeper than the recursive checks of a validator, or JSON.stringify, have stack for. */
export function isTooDeep(json: string): boolean {
  if (!opensOften(json)) return false;
  let depth = 0;
  for (let index = 0; index < json.length; index += 1) {
    const code = json.charCodeAt(index);
    if (code === 0x22) index = endOfString(json, index);
    else if (code === 0x5b || code === 0x7b) depth += 1;
    else if (code === 0x5d || code === 0x7d) depth -= 1;
    if (depth > DEEPEST) return true;
  }
  return false;
}

/** Few braces and brackets cannot nest deep: nearly every text is told apart by this, which is quicker than reading it. */
function opensOften(json: string): boolean {
  let count = 0;
  for (let at = json.indexOf("{"); at >= 0 && count <= DEEPEST; at = json.indexOf("{", at + 1)) count += 1;
  for (let at = json.indexOf("["); at >= 0 && count <= DEEPEST; at = json.indexOf("[", at + 1)) count += 1;
  return count > DEEPEST;
}

/** The closing quote of a JSON string, or the end of the text. */
function endOfString(json: string, start: number): number {
  for (let index = start + 1; index < json.length; index += 1) {
    const code = json.charCodeAt(index);
    if (code === 0x22) return index;
    if (code === 0x5c) index += 1;
  }
  return json.length;
}

/** Length in characters, not in UTF-16 units. */
export function characters(text: string): number {
  return /[\ud800-\udbff]/.test(text) ? countPairs(text) : text.length;
}

function countPairs(text: string): number {
  let count = text.length;
  for (let index = 0; index < text.length - 1; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit >= 0xd800 && unit <= 0xdbff && (text.charCodeAt(index + 1) & 0xfc00) === 0xdc00) {
      count -= 1;
      index += 1;
    }
  }
  return count;
}

/** True when a number is a multiple of another, as decimals are written: 0.3 is one of 0.1. */
export function isMultiple(value: number, of: number): boolean {
  const quotient = value / of;
  if (Number.isInteger(quotient)) return true;
  if (!Number.isFinite(quotient)) return false;
  return Math.abs(quotient - Math.round(quotient)) <= Math.abs(quotient) * 2 ** -50;
}

/** Equality of JSON values: the order of keys does not matter. */
export function isEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => isEqual(item, b[index]));
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isEqual(a[key], b[key]));
}

/** True when no two items are equal. Plain values are compared by a set, the rest by a text form with sorted keys. */
export function isUnique(items: readonly unknown[]): boolean {
  const seen = new Set<unknown>();
  for (const item of items) {
    const key = typeof item === "object" && item !== null ? `json ${sortedText(item)}` : plainKey(item);
    if (seen.has(key)) return false;
    seen.add(key);
  }
  return true;
}

const plainKey = (value: unknown): unknown => (typeof value === "string" ? `text ${value}` : value);

function sortedText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sortedText).join(",")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${sortedText(value[key])}`).join(",")}}`;
}

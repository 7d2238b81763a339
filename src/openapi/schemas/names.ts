import { member, members, placeOf, type Cursor } from "../refs/index.ts";
import type { Reader, SchemaNames } from "../reading/index.ts";
import { splitPointer } from "../text/index.ts";

/** Segments whose next one is a name that somebody chose. */
const BEFORE_NAME =
  /^(schemas|properties|patternProperties|\$defs|definitions|paths|webhooks|responses|headers|dependentSchemas)$/;
/** Segments whose next one is a number or a media type. */
const BEFORE_INDEX = /^(content|parameters|allOf|anyOf|oneOf|prefixItems)$/;
/** Segments that say what a schema is to its parent, not what it is called. */
const UNTELLING = /^(components|schema|items|additionalProperties|not|if|then|else)$/;

/** The component schemas of the entry keep their own names as keys; all others are named around them. */
export function reserveComponentNames(reader: Reader, root: Cursor): void {
  const home = member(root, "components") === undefined ? root : member(root, "components");
  const area = home && (member(home, "schemas") ?? member(home, "definitions"));
  for (const schema of area === undefined ? [] : members(area)) keyOfSchema(reader, schema);
}

/** The key of the schema at a place; a new one is put in line to be read. */
export function keyOfSchema(reader: Reader, cursor: Cursor): string {
  const { keyOfPlace, nameOfKey, pending } = reader.names;
  const { file, pointer } = placeOf(cursor);
  const place = `${file}#${pointer}`;
  const known = keyOfPlace.get(place);
  if (known !== undefined) return known;
  const name = nameOf(file, pointer);
  const key = freeKey(name, reader.names);
  nameOfKey.set(key, name);
  keyOfPlace.set(place, key);
  pending.push({ key, name, cursor });
  return key;
}

function nameOf(file: string, pointer: string): string {
  const segments = splitPointer(pointer);
  const telling = tellingOf(segments);
  if (segments[0] === "paths" || segments[0] === "webhooks") return telling.join("_");
  return telling.at(-1) ?? file.slice(file.lastIndexOf("/") + 1).replace(/\.[a-z]+$/i, "");
}

function tellingOf([segment, next, ...rest]: readonly string[]): readonly string[] {
  if (segment === undefined) return [];
  const others = next === undefined ? [] : [next, ...rest];
  if (next !== undefined && BEFORE_NAME.test(segment)) return [next, ...tellingOf(rest)];
  if (next !== undefined && BEFORE_INDEX.test(segment)) return tellingOf(rest);
  return UNTELLING.test(segment) ? tellingOf(others) : [segment, ...tellingOf(others)];
}

/** The name itself, or with the first number that is free; `lastNumbers` spares counting from the beginning. */
function freeKey(name: string, { nameOfKey, lastNumbers }: SchemaNames): string {
  if (!nameOfKey.has(name)) return name;
  for (let number = (lastNumbers.get(name) ?? 1) + 1; ; number += 1) {
    lastNumbers.set(name, number);
    const key = `${name}_${number}`;
    if (!nameOfKey.has(key)) return key;
  }
}

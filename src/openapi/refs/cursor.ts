import { isJsonObject, type JsonObject, type JsonValue } from "../../kit/index.ts";
import type { Place } from "../model.ts";
import { escapeSegment } from "../text/index.ts";
import type { Scope } from "./library.ts";

/** A value of a document together with where it stands. */
export interface Cursor {
  readonly value: JsonValue;
  /** From the root of the file. */
  readonly pointer: string;
  readonly scope: Scope;
}

export interface Member extends Cursor {
  readonly key: string;
}

/** A member of an object that the document itself wrote: never one of `Object.prototype`. */
export function ownValue(value: JsonValue, key: string): JsonValue | undefined {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  return Array.isArray(value) ? itemOf(value, key) : propertyOf(value, key);
}

/** The member or item of that name; undefined when there is none. */
export function member(cursor: Cursor, key: string): Cursor | undefined {
  const value = ownValue(cursor.value, key);
  return value === undefined ? undefined : at(cursor, key, value);
}

/** Every member of an object, in the order of the document; nothing else has members. */
export function members(cursor: Cursor): readonly Member[] {
  const { value } = cursor;
  if (!isJsonObject(value)) return [];
  return Object.keys(value).map((key) => memberAt(cursor, key, value[key] ?? null));
}

/** Every item of a list. */
export function items(cursor: Cursor): readonly Cursor[] {
  if (!Array.isArray(cursor.value)) return [];
  return cursor.value.map((value: JsonValue, index) => at(cursor, String(index), value));
}

/** One step down, to a value that the caller has in hand. */
export function at(cursor: Cursor, key: string, value: JsonValue): Cursor {
  const { scope } = cursor;
  // Most documents have no inner scopes, and to look an object up gives it a hash.
  const inner = scope.innerScopes.size === 0 ? undefined : scope.innerScopes.get(value);
  return { value, pointer: `${cursor.pointer}/${escapeSegment(key)}`, scope: inner ?? scope };
}

function memberAt(cursor: Cursor, key: string, value: JsonValue): Member {
  const { scope, pointer } = at(cursor, key, value);
  return { key, value, pointer, scope };
}

/** File and JSON pointer of where a cursor stands. */
export function placeOf(cursor: Cursor): Place {
  return { file: cursor.scope.file, pointer: cursor.pointer };
}

/** True when a cursor stands on an object of the document, not on a list or a plain value. */
export function isObject(cursor: Cursor): boolean {
  return isJsonObject(cursor.value);
}

function propertyOf(value: JsonObject | readonly JsonValue[], key: string): JsonValue | undefined {
  return isJsonObject(value) ? value[key] : undefined;
}

function itemOf(value: readonly JsonValue[], key: string): JsonValue | undefined {
  return /^(0|[1-9]\d*)$/.test(key) ? value[Number(key)] : undefined;
}

import { isRecord } from "../../kit/index.ts";

/** Whether two values of a model, or two of its objects, are equal through and through. @example isSame({ a: [1] }, { a: [1] }) */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (Array.isArray(one) || Array.isArray(other)) return areSameLists(one, other);
  if (!isRecord(one) || !isRecord(other)) return false;
  const names = Object.keys(one);
  if (names.length !== Object.keys(other).length) return false;
  for (const name of names) if (!(name in other) || !isSame(one[name], other[name])) return false;
  return true;
}

const areSameLists = (one: unknown, other: unknown): boolean =>
  Array.isArray(one) &&
  Array.isArray(other) &&
  one.length === other.length &&
  one.every((value, index) => isSame(value, other[index]));

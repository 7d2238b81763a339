import { isJsonArray, type JsonValue } from "../../../kit/index.ts";
import type { Check, JsonKind, Predicate } from "../model.ts";
import { isSame } from "../path/index.ts";
import { createSearch, type Search } from "../pattern/index.ts";
import { type Seen, valuesOf } from "./answer.ts";
import type { User } from "./user.ts";
import { type Source, textOf } from "./values.ts";
import { settingNow, write } from "./write.ts";

/** Whether an answer passes a check. */
export type Judge = (seen: Seen, user: User, source: Source) => boolean;

/** A check, ready to be asked again and again. */
export function judgeOf({ subject, predicate }: Check): Judge {
  const test = testOf(predicate);
  return (seen, user, source) => test(valuesOf(subject, seen), user, source);
}

type ValuesTest = (values: readonly JsonValue[], user: User, source: Source) => boolean;

function testOf(predicate: Predicate): ValuesTest {
  switch (predicate.is) {
    case "present":
      return (values) => values.length > 0 === predicate.wanted;
    case "equal":
      return ([value], user, source) => equals(value, settingNow(predicate.to, user, source)) === predicate.wanted;
    case "containing":
      return ([value], user, source) => contains(value, write(predicate.text, user, source));
    case "matching":
      return matching(createSearch(predicate.pattern));
    case "kind":
      return ([value]) => value !== undefined && isKind(value, predicate.kind);
    case "between":
      return ([value]) => isBetween(value, predicate);
  }
}

/** What headers and cookies say is text: it equals a number that is spelled the same. */
function equals(actual: JsonValue | undefined, expected: JsonValue | undefined): boolean {
  if (actual === undefined || expected === undefined) return false;
  if (typeof actual === "string" && typeof expected !== "object") return actual === String(expected);
  return isSame(actual, expected);
}

function contains(actual: JsonValue | undefined, wanted: unknown): boolean {
  if (typeof wanted !== "string" || actual === undefined) return false;
  if (isJsonArray(actual)) return actual.some((item) => textOf(item) === wanted);
  return textOf(actual)?.includes(wanted) === true;
}

function matching(search: Search): ValuesTest {
  return ([value]) => {
    const text = textOf(value);
    return text !== undefined && typeof search(text) === "object";
  };
}

function isKind(value: JsonValue, kind: JsonKind): boolean {
  if (kind === "null") return value === null;
  if (kind === "array") return Array.isArray(value);
  if (kind === "object") return typeof value === "object" && value !== null && !Array.isArray(value);
  if (kind === "integer") return Number.isInteger(value);
  return typeof value === kind;
}

function isBetween(value: JsonValue | undefined, { above, below }: Extract<Predicate, { is: "between" }>): boolean {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && number > above && number < below;
}

import type { JsonValue } from "../../../kit/index.ts";
import type { Comparison, Condition, Times } from "../model.ts";
import { isSame } from "../path/index.ts";
import { between } from "./random.ts";
import type { User } from "./user.ts";
import { type Source, valueNow } from "./values.ts";
import { settingNow } from "./write.ts";

const MOST_PASSES = 1_000_000;

/** Whether the steps of an `if` are played. */
export function holdsNow(condition: Condition, user: User, source: Source): boolean {
  switch (condition.kind) {
    case "chance":
      return source.random() * 100 < condition.percent;
    case "filled":
      return isFilled(valueNow(condition.value, user, source)) !== condition.isNegated;
    case "compare":
      return compares(
        condition.operator,
        settingNow(condition.left, user, source),
        settingNow(condition.right, user, source),
      );
  }
}

/** How often a loop is passed; nothing of what is no number. */
export function passesNow(times: Times, user: User, source: Source): number {
  if (times.kind === "between") return between(source.random, times.least, times.most);
  const value = valueNow(times.value, user, source);
  if (Array.isArray(value)) return value.length;
  const count = Math.floor(Number(value ?? 0));
  return Number.isFinite(count) ? Math.min(Math.max(count, 0), MOST_PASSES) : 0;
}

function isFilled(value: JsonValue | undefined): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return value !== undefined && value !== null && value !== false && value !== 0 && value !== "";
}

function compares(operator: Comparison, left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  switch (operator) {
    case "==":
      return isAlike(left, right);
    case "!=":
      return !isAlike(left, right);
    case "<":
    case "<=":
    case ">":
    case ">=":
      return isOrdered(operator, Number(left ?? Number.NaN), Number(right ?? Number.NaN));
  }
}

/** What was read from a header or a file is text, and equals the number that it spells. */
function isAlike(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  if (typeof left !== "object" && typeof right !== "object" && left !== undefined && right !== undefined)
    return String(left) === String(right);
  return isSame(left, right);
}

function isOrdered(operator: "<" | "<=" | ">" | ">=", left: number, right: number): boolean {
  switch (operator) {
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case ">":
      return left > right;
    case ">=":
      return left >= right;
  }
}

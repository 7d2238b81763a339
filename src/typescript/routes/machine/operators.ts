import { constant, isNothing, unknown, type ConstantValue, type Primitive, type Value } from "../value.ts";
import { joinText } from "./texts.ts";

/** `a + b` and the like; undefined where it cannot be known. */
export function binary(operator: string, left: Value, right: Value): Value | undefined {
  if (operator === "+" && (hasText(left) || hasText(right))) return joinText(left, right);
  if (left.kind !== "constant" || right.kind !== "constant") return undefined;
  const value = compute(operator, left.value, right.value);
  return value === undefined ? undefined : { ...constant(value), isAssumed: isAssumed(left, right) };
}

const hasText = (value: Value): boolean =>
  (value.kind === "constant" && typeof value.value === "string") ||
  (value.kind === "unknown" && value.text !== undefined);

const isAssumed = (...values: readonly ConstantValue[]): boolean => values.some((one) => one.isAssumed === true);

function compute(operator: string, left: Primitive, right: Primitive): Primitive {
  switch (operator) {
    case "===":
    case "==":
      return left === right;
    case "!==":
    case "!=":
      return left !== right;
    default:
  }
  if (typeof left !== "number" || typeof right !== "number") return undefined;
  return figures(operator, left, right);
}

function figures(operator: string, left: number, right: number): Primitive {
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return left / right;
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case ">":
      return left > right;
    case ">=":
      return left >= right;
    default:
      return undefined;
  }
}

export function unary(operator: string, value: Value): Value {
  if (value.kind !== "constant")
    return operator === "typeof" && value.kind === "function" ? constant("function") : unknown;
  if (operator === "!") return { ...constant(!value.value), isAssumed: value.isAssumed ?? false };
  if (operator === "-" && typeof value.value === "number") return constant(-value.value);
  if (operator === "+" && value.value !== undefined) return constant(Number(value.value));
  if (operator === "typeof") return constant(value.value === null ? "object" : typeof value.value);
  return operator === "void" ? constant(undefined) : unknown;
}

/** `a ?? b`, `a || b`, `a && b`. What the environment decides is taken to be left out: the default is assumed. */
export function orElse(operator: string, left: Value, right: Value): Value {
  if (operator === "&&") return truthOfValue(left) === false ? left : right;
  if (left.kind === "constant") {
    const isKept = operator === "??" ? left.value !== undefined && left.value !== null : Boolean(left.value);
    return isKept ? left : right;
  }
  const isOutside = left.kind === "unknown" || (left.kind === "external" && left.source === "@global");
  if (!isOutside) return left;
  return right.kind === "constant"
    ? { ...right, isAssumed: true }
    : right.kind === "unknown"
      ? { ...right, ...left }
      : right;
}

function truthOfValue(value: Value): boolean | undefined {
  if (value.kind === "constant") return Boolean(value.value);
  return value.kind === "unknown" || value.kind === "external" ? undefined : true;
}

/** `test ? a : b`. */
export function chosen(test: Value, then: Value, other: Value): Value {
  const truth = truthOfValue(test);
  if (truth !== undefined) return truth ? then : other;
  if (isNothing(then) || (then.kind === "constant" && then.value === null)) return other;
  if (
    then.kind === "constant" &&
    other.kind === "constant" &&
    then.value !== other.value &&
    other.value !== null &&
    other.value !== undefined
  )
    return { kind: "unknown", either: [then, other] };
  // One more of a chain of them.
  if (other.kind === "unknown" && other.either !== undefined && then.kind === "constant")
    return { ...other, either: [then, ...other.either] };
  return then.kind === "unknown" && then.type === undefined ? other : then;
}

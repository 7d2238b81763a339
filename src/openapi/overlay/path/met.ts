import { isJsonArray, isJsonObject, type JsonValue } from "../../../kit/index.ts";
import { LONGEST_TEXT, patternOf } from "./pattern.ts";
import type { Call, Condition, Operand, Operator, Query } from "./syntax.ts";

/** A place in a document: its value and the way to it. */
export interface Node {
  readonly value: JsonValue;
  readonly parent: Node | undefined;
  /** Name or index below the parent. */
  readonly key: string;
}

/** How many nodes may still be looked at. */
export interface Budget {
  left: number;
  readonly exhausted: () => never;
}

/** Where a filter stands. */
export interface Place {
  readonly root: Node;
  readonly current: Node;
  readonly budget: Budget;
  /** Runs a query of a filter. */
  readonly find: (query: Query, place: Place) => readonly Node[];
}

/** True when a node fits the condition of a filter. */
export function isMet(condition: Condition, place: Place): boolean {
  switch (condition.kind) {
    case "or":
      return condition.parts.some((part) => isMet(part, place));
    case "and":
      return condition.parts.every((part) => isMet(part, place));
    case "not":
      return !isMet(condition.of, place);
    case "exists":
      return place.find(condition.query, place).length > 0;
    case "test":
      return fits(condition.call, place);
    case "compare":
      return compare(condition.operator, valueOf(condition.left, place), valueOf(condition.right, place));
  }
}

/** The value of an operand; undefined where there is none. */
function valueOf(operand: Operand, place: Place): JsonValue | undefined {
  if (operand.kind === "literal") return operand.value;
  if (operand.kind === "query") return only(operand, place);
  const [argument] = operand.call.operands;
  if (argument === undefined) return undefined;
  if (operand.call.name === "count")
    return argument.kind === "query" ? place.find(argument.query, place).length : undefined;
  if (operand.call.name === "value") return argument.kind === "query" ? only(argument, place) : undefined;
  return lengthOf(valueOf(argument, place));
}

/** The one node of a query; undefined for none and for several. */
function only({ query }: Operand & { readonly kind: "query" }, place: Place): JsonValue | undefined {
  const nodes = place.find(query, place);
  return nodes.length === 1 ? nodes[0]?.value : undefined;
}

/** Characters of a text, items of a list, members of an object. */
function lengthOf(value: JsonValue | undefined): number | undefined {
  if (typeof value === "string") return Array.from(value).length;
  if (isJsonArray(value)) return value.length;
  return isJsonObject(value) ? Object.keys(value).length : undefined;
}

function fits({ name, operands }: Call, place: Place): boolean {
  const [text, pattern] = operands.map((operand) => valueOf(operand, place));
  if (typeof text !== "string" || typeof pattern !== "string" || text.length > LONGEST_TEXT) return false;
  return patternOf(pattern, name === "match")?.test(text) === true;
}

/** RFC 9535, section 2.3.5.2.2: values of different types are neither equal nor in an order. */
function compare(operator: Operator, left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  switch (operator) {
    case "==":
      return isSame(left, right);
    case "!=":
      return !isSame(left, right);
    case "<":
      return isLess(left, right);
    case "<=":
      return isLess(left, right) || isSame(left, right);
    case ">":
      return isLess(right, left);
    case ">=":
      return isLess(right, left) || isSame(left, right);
  }
}

function isLess(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  if (typeof left === "number" && typeof right === "number") return left < right;
  return typeof left === "string" && typeof right === "string" && left < right;
}

/** Equality of JSON values; two that are not there are equal. */
function isSame(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  if (left === right) return true;
  if (isJsonArray(left) && isJsonArray(right))
    return left.length === right.length && left.every((item, index) => isSame(item, right[index]));
  if (!isJsonObject(left) || !isJsonObject(right)) return false;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && isSame(left[key], right[key]))
  );
}

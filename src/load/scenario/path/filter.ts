import { type JsonValue, isJsonArray, isJsonObject } from "../../../kit/index.ts";
import type { Operand, Operator, Query, Segment, Test } from "./tree.ts";

/** What is left to look at, and the document that `$` names. */
export interface Visits {
  left: number;
  readonly root: JsonValue;
}

interface Looking {
  readonly visits: Visits;
  readonly walk: (segments: readonly Segment[], from: JsonValue, visits: Visits) => readonly JsonValue[];
}

/** Whether a node passes a filter. Source: RFC 9535 section 2.3.5.2.2. */
export function passes(test: Test, node: JsonValue, looking: Looking): boolean {
  looking.visits.left -= 1;
  if (looking.visits.left < 0) return false;
  switch (test.kind) {
    case "or":
      return test.tests.some((one) => passes(one, node, looking));
    case "and":
      return test.tests.every((one) => passes(one, node, looking));
    case "not":
      return !passes(test.test, node, looking);
    case "exists":
      return asked(test.query, node, looking).length > 0;
    case "compare":
      return compares(test.operator, valueOf(test.left, node, looking), valueOf(test.right, node, looking));
  }
}

function asked({ isRelative, segments }: Query, node: JsonValue, { visits, walk }: Looking): readonly JsonValue[] {
  return walk(segments, isRelative ? node : visits.root, visits);
}

/** Undefined: nothing. */
function valueOf(operand: Operand, node: JsonValue, looking: Looking): JsonValue | undefined {
  return operand.kind === "literal" ? operand.value : asked(operand.query, node, looking)[0];
}

function compares(operator: Operator, left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  switch (operator) {
    case "==":
      return isSame(left, right);
    case "!=":
      return !isSame(left, right);
    case "<":
      return isLess(left, right);
    case ">":
      return isLess(right, left);
    case "<=":
      return isLess(left, right) || isSame(left, right);
    case ">=":
      return isLess(right, left) || isSame(left, right);
  }
}

function isLess(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  if (typeof left === "number" && typeof right === "number") return left < right;
  return typeof left === "string" && typeof right === "string" && left < right;
}

// Deeper values count as different: an answer must not exhaust the stack.
const DEEPEST = 64;

/** Equality of JSON values; members in any order. */
export function isSame(left: JsonValue | undefined, right: JsonValue | undefined, depth = 0): boolean {
  if (left === right) return true;
  if (depth > DEEPEST) return false;
  if (isJsonArray(left)) return isJsonArray(right) && sameItems(left, right, depth);
  if (!isJsonObject(left) || !isJsonObject(right)) return false;
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && isSame(left[name], right[name], depth + 1))
  );
}

function sameItems(left: readonly JsonValue[], right: readonly JsonValue[], depth: number): boolean {
  return left.length === right.length && left.every((item, index) => isSame(item, right[index], depth + 1));
}

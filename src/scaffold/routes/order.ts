import { byKey } from "../../kit/index.ts";
import type { Operation, PathSegment, Schema } from "../../openapi/index.ts";
import type { OperationPlan } from "../plan/index.ts";
import { routePath } from "./path.ts";

/** Operations as Express must try them: fixed text before parameters, HEAD before GET, otherwise as the document has them. */
export function inRouteOrder(operations: readonly OperationPlan[]): readonly OperationPlan[] {
  return operations
    .map((plan, index) => ({ plan, key: sortKey(plan, index) }))
    .sort(byKey(({ key }) => key))
    .map(({ plan }) => plan);
}

function sortKey({ operation }: OperationPlan, index: number): string {
  const segments = operation.segments.map(rank).join("");
  const query = routePath(operation).query === undefined ? "1" : "0";
  const head = operation.method === "HEAD" ? "0" : "1";
  // A shorter path ends before a longer one goes on: `~` sorts behind every rank.
  const rules = String(99 - Math.min(pathRules(operation), 99)).padStart(2, "0");
  return `${segments}~${query}${head}${rules}${String(index).padStart(6, "0")}`;
}

/** How many rules the values of the path have to keep: of two operations with one path the stricter is tried first. */
export function pathRules({ parameters }: Pick<Operation, "parameters">): number {
  return parameters.filter(({ in: place }) => place === "path").reduce((sum, { schema }) => sum + rulesOf(schema), 0);
}

function rulesOf(schema: Schema): number {
  if (typeof schema === "boolean") return 0;
  const { enum: values, const: only, pattern, format, types } = schema;
  const named = [values, only, pattern, format].filter((rule) => rule !== undefined).length;
  return named + (types !== undefined && !types.includes("string") ? 1 : 0) + (schema.ref === undefined ? 0 : 1);
}

/** Text, then mixtures (longer text first), then a parameter alone. */
function rank({ parts }: PathSegment): string {
  if (parts.every((part) => part.kind === "text")) return "a";
  const text = parts.reduce((length, part) => length + (part.kind === "text" ? part.text.length : 0), 0);
  return text === 0 ? "z" : `m${String.fromCharCode(0x7a - Math.min(text, 20))}`;
}

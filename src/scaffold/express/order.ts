import { byKey } from "../../kit/index.ts";
import type { PathSegment } from "../../openapi/index.ts";
import type { OperationPlan } from "../plan/index.ts";
import { expressPath } from "./path.ts";

/** Operations as Express must try them: fixed text before parameters, HEAD before GET, otherwise as the document has them. */
export function inRouteOrder(operations: readonly OperationPlan[]): readonly OperationPlan[] {
  return operations
    .map((plan, index) => ({ plan, key: sortKey(plan, index) }))
    .sort(byKey(({ key }) => key))
    .map(({ plan }) => plan);
}

function sortKey({ operation }: OperationPlan, index: number): string {
  const segments = operation.segments.map(rank).join("");
  const query = expressPath(operation).query === undefined ? "1" : "0";
  const head = operation.method === "HEAD" ? "0" : "1";
  // A shorter path ends before a longer one goes on: `~` sorts behind every rank.
  return `${segments}~${query}${head}${String(index).padStart(6, "0")}`;
}

/** Text, then mixtures (longer text first), then a parameter alone. */
function rank({ parts }: PathSegment): string {
  if (parts.every((part) => part.kind === "text")) return "a";
  const text = parts.reduce((length, part) => length + (part.kind === "text" ? part.text.length : 0), 0);
  return text === 0 ? "z" : `m${String.fromCharCode(0x7a - Math.min(text, 20))}`;
}

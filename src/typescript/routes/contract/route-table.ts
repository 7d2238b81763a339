import type { JsonValue } from "../../../kit/index.ts";
import { child, descendants, keyName, nameOf, nodes, type Node } from "../tree.ts";
import type { SourceModule } from "../value.ts";

/** What a route table adds to the types of an operation. */
export interface RoutePlan {
  readonly body: JsonValue | undefined;
  readonly security: JsonValue | undefined;
}

/** `serve({ id: "getUser", body: …, security: … }, handlers.getUser)`, by id. */
export function routeTable(managed: readonly SourceModule[]): ReadonlyMap<string, RoutePlan> {
  const tables = managed.filter(({ text }) => text.includes("createRouter") || text.includes("createRoutes"));
  const calls = tables.flatMap(({ body }) => body.flatMap((node) => [...descendants(node)].filter(isServe)));
  return new Map(
    calls.flatMap((call) => {
      const plan = nodes(call, "arguments")[0];
      const id = literalJson(propertyOf(plan, "id"));
      const { body, security } = { body: propertyOf(plan, "body"), security: propertyOf(plan, "security") };
      return typeof id === "string"
        ? [[id, { body: literalJson(body), security: literalJson(security) }] as const]
        : [];
    }),
  );
}

const isServe = (node: Node): boolean => node.type === "CallExpression" && nameOf(child(node, "callee")) === "serve";

const propertyOf = (node: Node | undefined, name: string): Node | undefined =>
  child(
    nodes(node, "properties").find((one) => keyName(child(one, "key")) === name),
    "value",
  );

/** A literal of values as JSON; undefined for anything that is none. */
export function literalJson(node: Node | undefined): JsonValue | undefined {
  if (node === undefined) return undefined;
  switch (node.type) {
    case "Literal":
      return scalar(node["value"]);
    case "UnaryExpression":
      return negative(literalJson(child(node, "argument")));
    case "ArrayExpression":
      return nodes(node, "elements").map((one) => literalJson(one) ?? null);
    case "ObjectExpression":
      return Object.fromEntries(nodes(node, "properties").map(entryOf));
    case "TSAsExpression":
      return literalJson(child(node, "expression"));
    default:
      return undefined;
  }
}

const entryOf = (property: Node): readonly [string, JsonValue] => [
  keyName(child(property, "key")) ?? "",
  literalJson(child(property, "value")) ?? null,
];

const scalar = (value: unknown): JsonValue | undefined =>
  value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? value
    : undefined;

const negative = (value: JsonValue | undefined): JsonValue | undefined =>
  typeof value === "number" ? -value : undefined;

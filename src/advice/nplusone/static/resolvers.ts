import type { Loop } from "./loops.ts";
import { boundNames, child, isFunction, nameOf, nodes, propertyName, type Node } from "./tree.ts";

const ROOT_TYPES = /^(?:Query|Mutation|Subscription)$/;

/**
 * A resolver of a field of a GraphQL type, which runs once for each object of a list: `User: { orders: (parent) => … }`, or a method
 * under @ResolveField or @FieldResolver. A node is one when it is the property or method itself.
 */
export function resolverOf(node: Node): Loop | undefined {
  if (node.type === "MethodDefinition") return decorated(node);
  if (node.type !== "Property" || !/^[A-Z]/.test(propertyName(node)) || ROOT_TYPES.test(propertyName(node)))
    return undefined;
  const fields = child(node, "value");
  const resolvers = fields?.type === "ObjectExpression" ? nodes(fields, "properties").filter(isResolver) : [];
  const items = resolvers.flatMap((one) => nodes(child(one, "value"), "params").slice(0, 1));
  if (fields === undefined || resolvers.length === 0) return undefined;
  return {
    kind: "resolver",
    names: items.flatMap(boundNames),
    body: fields,
    over: undefined,
    item: items[0],
    counters: [],
  };
}

function isResolver(property: Node): boolean {
  const value = child(property, "value");
  return isFunction(value) && nodes(value, "params").length > 0;
}

function decorated(node: Node): Loop | undefined {
  const names = nodes(node, "decorators").map(decoratorName);
  if (!names.some((name) => name === "ResolveField" || name === "FieldResolver")) return undefined;
  const method = child(node, "value");
  const item = nodes(method, "params").find((one) =>
    nodes(one, "decorators").some((decorator) => /^(?:Parent|Root)$/.test(decoratorName(decorator))),
  );
  const body = child(method, "body");
  if (body === undefined || item === undefined) return undefined;
  return { kind: "resolver", names: boundNames(item), body, over: undefined, item, counters: [] };
}

function decoratorName(decorator: Node): string {
  const expression = child(decorator, "expression");
  return nameOf(expression?.type === "CallExpression" ? child(expression, "callee") : expression);
}

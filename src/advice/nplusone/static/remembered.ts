import { bare, child, descendants, nodes, propertyName, type Node } from "./tree.ts";

/**
 * A query that is only sent for what a map does not hold yet: `get` or `has` before it, a branch around it or a way out before it, and
 * `set` on the same map behind it; also `cache[key] ??= await …`. Each key is asked for once, so that a list brings no query for each.
 */
export function isRemembered(query: Node, block: Node, text: string): boolean {
  const parts = [...descendants(block)];
  const name = (node: Node | undefined): string => (node === undefined ? "" : text.slice(node.start, node.end));
  const stores = new Set(parts.filter((one) => one.end > query.start).map((one) => name(storeOf(one))));
  stores.delete("");
  if (stores.size === 0 || !isConditional(query, parts)) return false;
  return parts.some((one) => one.start < query.start && stores.has(name(lookedUp(one))));
}

/** `cache` of `cache.set(key, value)`, `cache[key] = value`. */
function storeOf(node: Node): Node | undefined {
  if (node.type === "AssignmentExpression") {
    const target = child(node, "left");
    return target?.type === "MemberExpression" && target["computed"] === true ? child(target, "object") : undefined;
  }
  return methodOf(node, /^set$/, 2);
}

/** `cache` of `cache.get(key)`, `cache.has(key)`, `cache[key]`, `key in cache`. */
function lookedUp(node: Node): Node | undefined {
  if (node.type === "BinaryExpression" && node["operator"] === "in") return child(node, "right");
  if (node.type === "MemberExpression" && node["computed"] === true) return child(node, "object");
  return methodOf(node, /^(?:get|has)$/, 1);
}

function methodOf(node: Node, names: RegExp, least: number): Node | undefined {
  const callee = node.type === "CallExpression" ? bare(child(node, "callee")) : undefined;
  if (callee?.type !== "MemberExpression" || !names.test(propertyName(callee))) return undefined;
  return nodes(node, "arguments").length < least ? undefined : child(callee, "object");
}

const within = (outer: Node | undefined, inner: Node): boolean =>
  outer !== undefined && outer.start <= inner.start && inner.end <= outer.end;

function isConditional(query: Node, parts: readonly Node[]): boolean {
  return parts.some((one) => {
    if (one.type === "LogicalExpression") return within(child(one, "right"), query);
    if (one.type === "AssignmentExpression") return one["operator"] !== "=" && within(child(one, "right"), query);
    if (one.type !== "IfStatement" && one.type !== "ConditionalExpression") return false;
    const branches = [child(one, "consequent"), child(one, "alternate")];
    return branches.some((branch) => within(branch, query)) || (one.end <= query.start && leaves(branches[0]));
  });
}

/** `return cached;`, `{ found.push(cached); continue; }` */
function leaves(branch: Node | undefined): boolean {
  const last = branch?.type === "BlockStatement" ? nodes(branch, "body").at(-1) : branch;
  return last?.type === "ReturnStatement" || last?.type === "ContinueStatement";
}

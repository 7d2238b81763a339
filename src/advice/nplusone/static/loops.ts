import { bare, boundNames, child, isFunction, nameOf, nodes, propertyName, type Node } from "./tree.ts";

/** A piece of code that runs once for each of something. */
export interface Loop {
  readonly kind: "for" | "while" | "map" | "resolver";
  /** What changes from round to round. */
  readonly names: readonly string[];
  readonly body: Node;
  /** What is gone through, where the code says. */
  readonly over: Node | undefined;
  /** The pattern of the changing value. */
  readonly item: Node | undefined;
  /** A counter, which tells keys apart only as an index. */
  readonly counters: readonly string[];
}

const NO_COUNTERS: readonly string[] = [];

/** The loop that a node is; undefined for all else, and for loops over a few constants. */
export function loopOf(node: Node, constants: ReadonlySet<string>): Loop | undefined {
  switch (node.type) {
    case "ForOfStatement":
    case "ForInStatement":
      return forOf(node, constants);
    case "ForStatement":
      return counted(node);
    case "WhileStatement":
    case "DoWhileStatement":
      return whileLoop(node);
    case "CallExpression":
      return mapped(node, constants);
    default:
      return undefined;
  }
}

function forOf(node: Node, constants: ReadonlySet<string>): Loop | undefined {
  const over = child(node, "right");
  const left = child(node, "left");
  const item = left?.type === "VariableDeclaration" ? child(nodes(left, "declarations")[0], "id") : left;
  const body = child(node, "body");
  if (body === undefined || isConstant(over, constants)) return undefined;
  return { kind: "for", names: boundNames(item), body, over, item, counters: NO_COUNTERS };
}

function counted(node: Node): Loop | undefined {
  const body = child(node, "body");
  const init = child(node, "init");
  const counters = nodes(init, "declarations").flatMap((one) => boundNames(child(one, "id")));
  return body === undefined ? undefined : { kind: "for", names: [], body, over: undefined, item: undefined, counters };
}

function whileLoop(node: Node): Loop | undefined {
  const body = child(node, "body");
  return body === undefined
    ? undefined
    : { kind: "while", names: [], body, over: undefined, item: undefined, counters: NO_COUNTERS };
}

const EACH = /^(?:map|forEach|flatMap|filter|some|every|find|findIndex|reduce|reduceRight)$/;
const EACH_CALLS = /^(?:pMap|mapSeries|mapLimit|eachLimit|eachSeries|asyncForEach|forEachAsync|each|mapAsync)$/;

/** `users.map(…)`, `Array.from(users, …)`, `pMap(users, …)`; the callback may be the name of a function. */
function mapped(node: Node, constants: ReadonlySet<string>): Loop | undefined {
  const callee = bare(child(node, "callee"));
  const isMember = callee?.type === "MemberExpression";
  const method = isMember ? propertyName(callee) : nameOf(callee);
  const given = nodes(node, "arguments");
  const isEach = isMember && EACH.test(method);
  const isEachCall =
    EACH_CALLS.test(method) || (isMember && method === "from" && nameOf(child(callee, "object")) === "Array");
  if (!isEach && !isEachCall) return undefined;
  const over = isEach ? bare(child(callee, "object")) : given[0];
  const callback = isEach ? given[0] : given.slice(1).find((one) => one.type === "Identifier" || isFunction(one));
  if (callback === undefined || isConstant(over, constants)) return undefined;
  const place = method.startsWith("reduce") ? 1 : 0;
  const item = isFunction(callback) ? nodes(callback, "params")[place] : undefined;
  const body = isFunction(callback) ? child(callback, "body") : callback;
  return body === undefined
    ? undefined
    : { kind: "map", names: boundNames(item), body, over, item, counters: NO_COUNTERS };
}

/** A list that stands in the code itself does not come from a query. */
export function isConstant(over: Node | undefined, constants: ReadonlySet<string>): boolean {
  const list = bare(over);
  if (list?.type === "Identifier") return constants.has(nameOf(list));
  if (list?.type === "ArrayExpression") return nodes(list, "elements").every(isLiteral);
  if (list?.type !== "CallExpression") return false;
  const callee = bare(child(list, "callee"));
  const isObject = callee?.type === "MemberExpression" && nameOf(child(callee, "object")) === "Object";
  const [given] = nodes(list, "arguments");
  return isObject && given?.type === "Identifier" && (constants.has(nameOf(given)) || /^[A-Z]/.test(nameOf(given)));
}

function isLiteral(node: Node): boolean {
  if (node.type === "Literal") return true;
  if (node.type === "ObjectExpression")
    return nodes(node, "properties").every((one) => isLiteral(child(one, "value") ?? one));
  return node.type === "ArrayExpression" && nodes(node, "elements").every(isLiteral);
}

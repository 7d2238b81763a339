import { child, isFunctionNode, literalText, nameOf, nodes, type Node } from "../tree.ts";

/** What routes are registered with nearly everywhere. `query`, `search` and the like are also what databases are asked with. */
export const COMMON: ReadonlySet<string> = new Set([
  "get",
  "post",
  "put",
  "patch",
  "delete",
  "del",
  "head",
  "options",
  "all",
]);

/** What can be a path: a text that begins with `/`, or one that is made of something known only later and goes on with `/`. */
export function isPath(node: Node | undefined): boolean {
  if (node?.type === "BinaryExpression") return isPath(child(node, "left")) || isPath(child(node, "right"));
  if (node?.type !== "TemplateLiteral") return literalText(node).startsWith("/");
  const [first, second] = nodes(node, "quasis").map(({ value }) =>
    typeof value === "object" && value !== null && "raw" in value ? String(value.raw) : "",
  );
  return first?.startsWith("/") === true || (first === "" && (second === "" || second?.startsWith("/") === true));
}

/** What routers are called. */
export const ROUTER = /^(?:\w*(?:app|router|routes?|server|fastify)|instance|api|web|srv|[afrs])$/i;

/** A function that takes a request; on what is called as a router, whatever may be a function. */
export function isHandler(node: Node | undefined, isRouter: boolean): boolean {
  if (node === undefined) return false;
  if (isFunctionNode(node)) return isRouter || REQUEST.test(nameOf(nodes(node, "params")[0]));
  return isRouter && /^(?:Identifier|MemberExpression|CallExpression)$/.test(node.type);
}

const REQUEST = /^_*(?:req|request|ctx|context|c)$/;

/** `(req, res) => …` says of itself that it answers requests. */
export function isAnswering(node: Node | undefined): boolean {
  const [request, response] = nodes(node, "params").map(nameOf);
  return isFunctionNode(node) && REQUEST.test(request ?? "") && /^_*(?:res|response|reply|rep)$/.test(response ?? "");
}

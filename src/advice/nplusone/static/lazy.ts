import type { Loop } from "./loops.ts";
import type { QueryCall } from "./query-call.ts";
import { bare, child, nodes, propertyName, type Node } from "./tree.ts";

const SEQUELIZE = /sequelize|\.(?:findAll|findByPk|findAndCountAll|belongsTo|hasMany)\(/i;
/** Of a model instance, and no association. */
const OWN = /^get(?:DataValue|Model|Time|FullYear|Date|Month|Hours|Minutes|Seconds)$/;

/**
 * `await album.getTracks()`: an association that Sequelize loads when it is asked for. The name alone says little, so the file has to be
 * one that uses Sequelize, and the answer has to be awaited, or to be the plural that a `map` hands to `Promise.all`.
 */
export function lazyCallOf(node: Node, text: string, loop: Loop | undefined): QueryCall | undefined {
  const callee = node.type === "CallExpression" ? bare(child(node, "callee")) : undefined;
  const method = callee?.type === "MemberExpression" ? propertyName(callee) : "";
  if (!/^get[A-Z]\w*$/.test(method) || OWN.test(method) || !SEQUELIZE.test(text)) return undefined;
  if (nodes(node, "arguments").some(({ type }) => type !== "ObjectExpression")) return undefined;
  const isAwaited = /\bawait\s*$/.test(text.slice(Math.max(0, node.start - 10), node.start));
  const isGathered = loop?.kind === "map" && loop.body === node && /[^us]s$/.test(method);
  return isAwaited || isGathered ? { library: "sequelize", method } : undefined;
}

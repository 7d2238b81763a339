import { bare, child, children, nameOf, nodes, propertyName, type Node } from "./tree.ts";

/** A place where an expression uses what changes with the loop. */
export interface Use {
  /** The largest expression of names and members there: `user.address.id`. */
  readonly node: Node;
  /** It stands for many keys at once: `in: chunk`. */
  readonly isBatched: boolean;
  /** It only says where a page begins or how long it is. */
  readonly isPaging: boolean;
}

interface Place {
  readonly isBatched: boolean;
  readonly isPaging: boolean;
}

const NOWHERE: Place = { isBatched: false, isPaging: false };

/** Every use of the names below a node. */
export function usesOf(node: Node, names: ReadonlySet<string>): readonly Use[] {
  return names.size === 0 ? [] : [...walk(node, names, NOWHERE)];
}

function* walk(node: Node, names: ReadonlySet<string>, place: Place): Generator<Use> {
  const root = rootOf(node);
  if (root !== undefined) {
    if (names.has(root)) yield { node, ...place, isBatched: place.isBatched && isWhole(node) };
    if (node.type === "Identifier" || node["computed"] !== true) return;
  }
  for (const [one, where] of placed(node, place)) yield* walk(one, names, where);
}

/** `user` of `user`, `user.id`, `user["id"]`. */
export function rootOf(node: Node): string | undefined {
  let at: Node | undefined = node;
  while (at?.type === "MemberExpression" || at?.type === "TSNonNullExpression" || at?.type === "ChainExpression")
    at = child(at, "object") ?? child(at, "expression");
  return at?.type === "Identifier" ? nameOf(at) : undefined;
}

/** A chunk is passed as it is, or mapped; `user.orderIds` is one user's, and asks once per user all the same. */
const isWhole = (node: Node): boolean =>
  node.type === "Identifier" || (node.type === "MemberExpression" && propertyName(node) === "map");

function placed(node: Node, place: Place): readonly (readonly [Node, Place])[] {
  if (node.type === "Property") return propertyParts(node, place);
  if (node.type === "CallExpression") return callParts(node, place);
  if (node.type === "TaggedTemplateExpression") return holes(node, place);
  // The name behind a dot is no variable.
  if (node.type === "MemberExpression" && node["computed"] !== true) return nodesOf(child(node, "object"), place);
  // One key in a list of its own is one key.
  if (node.type === "ArrayExpression")
    return children(node).map((one) => [one, { ...place, isBatched: false }] as const);
  return children(node).map((one) => [one, place] as const);
}

const nodesOf = (node: Node | undefined, place: Place): readonly (readonly [Node, Place])[] =>
  node === undefined ? [] : [[node, place]];

const PAGING = /^(?:skip|take|offset|limit|cursor|page|after|before|first|last|pageSize|perPage)$/i;
const LISTS = /^(?:in|notIn|hasSome|any)$/i;

function propertyParts(node: Node, place: Place): readonly (readonly [Node, Place])[] {
  const key = child(node, "key");
  const name = key?.type === "MemberExpression" ? propertyName(key) : propertyName(node);
  const value = child(node, "value");
  const inner = { isBatched: place.isBatched || LISTS.test(name), isPaging: place.isPaging || PAGING.test(name) };
  return value === undefined ? [] : [[value, inner]];
}

/** postgres.js makes a list of keys or rows by its own tag: sql`… in ${sql(ids)}`. */
function holes(node: Node, place: Place): readonly (readonly [Node, Place])[] {
  const tag = nameOf(child(node, "tag"));
  return nodes(child(node, "quasi"), "expressions").map((hole) => {
    const isOwn = tag !== "" && hole.type === "CallExpression" && nameOf(child(hole, "callee")) === tag;
    const isList = isOwn && nodes(hole, "arguments")[0]?.type === "Identifier";
    return [hole, { ...place, isBatched: place.isBatched || isList }] as const;
  });
}

const LIST_CALLS = /^(?:in|any|inarray|wherein|orwherein|wherenotin|findbyids|findmanybyids|anyof)$/i;
const MANY_ROWS = /^(?:createMany|insertMany|bulkCreate|batchInsert|createManyAndReturn|upsertMany)$/;

function callParts(node: Node, place: Place): readonly (readonly [Node, Place])[] {
  const callee = child(node, "callee");
  const name = callee?.type === "MemberExpression" ? propertyName(callee) : nameOf(bare(callee));
  const isList = LIST_CALLS.test(name) || MANY_ROWS.test(name) || isSqlList(node);
  const inner = { isBatched: place.isBatched || isList, isPaging: place.isPaging || PAGING.test(name) };
  const given = nodes(node, "arguments").flatMap((one) => argumentParts(one, inner));
  return callee === undefined ? given : [[callee, place], ...given];
}

/** `[chunk]` behind `= ANY($1)` is the list of parameters, not a list of keys. */
function argumentParts(node: Node, place: Place): readonly (readonly [Node, Place])[] {
  if (node.type !== "ArrayExpression" || !place.isBatched) return [[node, place]];
  return children(node).map((one) => [one, place] as const);
}

const LIST_SQL =
  /\bany\s*\(|\bin\s*(?:\(|:)|\bunnest\s*\(|\bjsonb?_(?:to_recordset|populate_recordset|array_elements(?:_text)?)\s*\(/i;

/** SQL with a list of keys: `= ANY($1)`, `IN (:...ids)`, `unnest($1)`. */
function isSqlList(node: Node): boolean {
  const [sql] = nodes(node, "arguments");
  if (sql === undefined) return false;
  return LIST_SQL.test(sqlText(sql));
}

/** The text of a string or the fixed parts of a template. */
export function sqlText(node: Node | undefined): string {
  if (node?.type === "Literal") return typeof node["value"] === "string" ? node["value"] : "";
  return nodes(node, "quasis")
    .map((quasi) => {
      const value = quasi["value"];
      return typeof value === "object" && value !== null && "raw" in value ? String(value.raw) : "";
    })
    .join("?");
}

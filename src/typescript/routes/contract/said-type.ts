import { isJsonObject, type JsonObject, type JsonValue } from "../../../kit/index.ts";
import {
  arraySaid,
  intersectionSaid,
  literalSaid,
  NULL_SAID,
  tupleSaid,
  unionSaid,
  withTags,
  type Said,
} from "../../constraints/index.ts";
import { child, keyName, nodes, type Node } from "../tree.ts";
import type { Scope } from "../value.ts";
import { typeName } from "../types/lookup.ts";
import { documented } from "./documented.ts";

/** Where a type stands: what its names mean, and whether it is sent or answered. */
export interface Site {
  readonly scope: Scope;
  readonly side: "input" | "output";
  /** The component that a type's name stands for. */
  readonly componentOf: (name: string, scope: Scope) => string | undefined;
}

const DEEPEST = 400;

/** What a type of the contract says, with the tags inside of it. */
export function saidType(node: Node | undefined, site: Site, depth = 0): Said {
  if (node === undefined || depth > DEEPEST) return undefined;
  return READERS.get(node.type)?.(node, (inner) => saidType(inner, site, depth + 1), site);
}

type Inside = (node: Node | undefined) => Said;
type Reader = (node: Node, inside: Inside, site: Site) => Said;

const says =
  (said: JsonObject): Reader =>
  () =>
    said;

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ["TSUnknownKeyword", says({})],
  ["TSStringKeyword", says({ type: "string" })],
  ["TSNumberKeyword", says({ type: "number" })],
  ["TSBooleanKeyword", says({ type: "boolean" })],
  ["TSNullKeyword", says(NULL_SAID)],
  ["TSLiteralType", (node) => literalOf(child(node, "literal"))],
  ["TSParenthesizedType", (node, inside) => inside(child(node, "typeAnnotation"))],
  ["TSArrayType", (node, inside) => arraySaid(inside(child(node, "elementType")))],
  ["TSTupleType", tupleOf],
  ["TSUnionType", (node, inside) => unionOf(alternatives(node), inside)],
  ["TSIntersectionType", intersectionOf],
  ["TSTypeLiteral", (node, _inside, site) => saidObject(nodes(node, "members"), site)],
  ["TSTypeReference", referenceOf],
]);

function literalOf(node: Node | undefined): Said {
  const value = node?.["value"];
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return literalSaid(value);
  const operand = child(node, "argument")?.["value"];
  return typeof operand === "number" ? literalSaid(-operand) : undefined;
}

function tupleOf(node: Node, inside: Inside): Said {
  const elements = nodes(node, "elementTypes");
  const rest = elements.find(({ type }) => type === "TSRestType");
  const fixed = elements.filter((one) => one !== rest).map((one) => inside(element(one)));
  const last = unwrapped(child(rest, "typeAnnotation"));
  return tupleSaid(fixed, rest === undefined ? "closed" : inside(child(last, "elementType")));
}

const element = (node: Node): Node | undefined =>
  node.type === "TSOptionalType" ? child(node, "typeAnnotation") : node;

const alternatives = (node: Node): readonly Node[] =>
  nodes(node, "types").filter(({ type }) => type !== "TSUndefinedKeyword");

const unionOf = (members: readonly Node[], inside: Inside): Said =>
  members.length === 1 ? inside(members[0]) : unionSaid(members.map(inside));

/** The type in brackets. */
export function unwrapped(node: Node | undefined): Node | undefined {
  return node?.type === "TSParenthesizedType" ? unwrapped(child(node, "typeAnnotation")) : node;
}

function intersectionOf(node: Node, inside: Inside): Said {
  const members = nodes(node, "types").map((one) => ({ said: inside(one), form: formOf(unwrapped(one)) }));
  return intersectionSaid(members);
}

const formOf = (node: Node | undefined): "braces" | "union" | "other" => {
  if (node?.type === "TSTypeLiteral") return "braces";
  return node?.type === "TSUnionType" ? "union" : "other";
};

const BYTES = { type: "string", format: "binary" } as const;
const BUILT_IN: ReadonlyMap<string, JsonObject> = new Map<string, JsonObject>([
  ["File", BYTES],
  ["Buffer", BYTES],
  ["Binary", BYTES],
  ["Text", { type: "string" }],
  ["SentItems", { type: "string" }],
]);

function referenceOf(node: Node, _inside: Inside, { scope, componentOf }: Site): Said {
  const name = typeName(node);
  const component = componentOf(name, scope);
  return component === undefined ? BUILT_IN.get(name) : { $ref: referenceTo(component) };
}

/** Said as the model's writer says it. */
const referenceTo = (name: string): string =>
  `#/components/schemas/${name.replaceAll("~", "~0").replaceAll("/", "~1").replaceAll("%", "%25")}`;

/** What the members of an object's type say, each with its tags. */
export function saidObject(members: readonly Node[], site: Site): Said {
  const properties = members.filter(({ type }) => type === "TSPropertySignature").map((one) => propertyOf(one, site));
  const declared = properties.filter(({ isDeclared }) => isDeclared);
  const required = properties.filter(({ isNeeded }) => isNeeded);
  const index = members.find(({ type }) => type === "TSIndexSignature");
  const others = index === undefined ? undefined : taggedType(index, site);
  const isAny = isJsonObject(others) && properties.length === 0 && Object.keys(others).length === 0;
  return {
    type: "object",
    ...(declared.length > 0 && { properties: Object.fromEntries(declared.map(({ name, schema }) => [name, schema])) }),
    ...(required.length > 0 && { required: required.map(({ name }) => name) }),
    ...(others !== undefined && !isAny && { additionalProperties: others }),
  };
}

/** The type of a member, with the tags before it. */
export function taggedType(member: Node, site: Site): JsonValue {
  const type = child(child(member, "typeAnnotation"), "typeAnnotation");
  return withTags(saidType(type, site), documented(site.scope.module, member).tags);
}

function propertyOf(member: Node, site: Site) {
  const schema = taggedType(member, site);
  const isDefaulted = site.side === "input" && isJsonObject(schema) && schema["default"] !== undefined;
  return {
    name: keyName(child(member, "key")) ?? "",
    schema,
    isDeclared: !documented(site.scope.module, member).tags.some(({ name }) => name === "undeclared"),
    isNeeded: member["optional"] !== true && !isDefaulted,
  };
}

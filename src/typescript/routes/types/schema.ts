import { LIMITS } from "../limits.ts";
import type { Machine } from "../machine/machine.ts";
import { lookUp } from "../machine/names.ts";
import { nullable, objectSchema, schemaOf, type Reading } from "../schemas/reading.ts";
import { child, keyName, literalText, nameOf, nodes, type Node } from "../tree.ts";
import type { Schema, TypeUse } from "../value.ts";
import { boundTo, findType, memberType, parents, typeName, type Declared } from "./lookup.ts";
import { decorated } from "./decorators.ts";

/**
 * A type as it is written, as JSON Schema of what JSON.stringify makes of it. Interfaces, aliases of objects, enums and classes become
 * components; what is not known is `{}`.
 */
export function schemaOfType(machine: Machine, type: TypeUse | undefined, depth = 0): Schema {
  if (type === undefined || depth > LIMITS.schemaDepth) return {};
  const { node } = type;
  if (node.type === "ClassDeclaration" || node.type === "ClassExpression") {
    const name = nameOf(child(node, "id"));
    return component(machine, { name, node, scope: type.scope }, { type, depth });
  }
  return TYPES.get(node.type)?.({ machine, type, depth }) ?? {};
}

interface Work {
  readonly machine: Machine;
  readonly type: TypeUse;
  readonly depth: number;
}

type Convert = (work: Work) => Schema;

const to =
  (schema: Schema): Convert =>
  () =>
    schema;

const inside = ({ machine, type, depth }: Work, node: Node | undefined): Schema =>
  node === undefined ? {} : schemaOfType(machine, { ...type, node }, depth + 1);

const union: Convert = (work) => {
  const parts = nodes(work.type.node, "types").filter(
    ({ type }) => type !== "TSUndefinedKeyword" && type !== "TSVoidKeyword",
  );
  const isNullable = parts.some(({ type }) => type === "TSNullKeyword");
  const schemas = parts.filter(({ type }) => type !== "TSNullKeyword").map((one) => inside(work, one));
  const joined = joinUnion(schemas);
  return isNullable ? nullable(joined) : joined;
};

/** Literals become one enum. */
function joinUnion(schemas: readonly Schema[]): Schema {
  const [first] = schemas;
  if (first === undefined) return { type: "null" };
  if (schemas.length === 1) return first;
  const constants = schemas.map((one) => one["const"]).filter((one) => one !== undefined);
  if (constants.length < schemas.length)
    return schemas.every((one) => one["type"] === "boolean") ? { type: "boolean" } : { anyOf: schemas };
  const isText = constants.every((one) => typeof one === "string");
  return isText ? { type: "string", enum: constants } : { enum: constants };
}

const literal: Convert = ({ type }) => {
  const inner = child(type.node, "literal");
  const value = inner?.["value"];
  if (inner?.type === "UnaryExpression") return { type: "number" };
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return { type: typeof value, const: value };
  return inner?.type === "TemplateLiteral" ? { type: "string" } : {};
};

const members: Convert = (work) => objectOf(work, nodes(work.type.node, "members"));

function objectOf(work: Work, list: readonly Node[]): Schema {
  const index = list.find(({ type }) => type === "TSIndexSignature");
  const properties = new Map<string, Reading>();
  for (const one of list) {
    const name = keyName(child(one, "key"));
    const annotation = child(child(one, "typeAnnotation"), "typeAnnotation");
    if (name === undefined || (one.type !== "TSPropertySignature" && one.type !== "PropertyDefinition")) continue;
    if (name.startsWith("#") || one["static"] === true || annotation?.type === "TSFunctionType") continue;
    properties.set(name, propertyOf(work, one, annotation));
  }
  const additional =
    index === undefined ? undefined : inside(work, child(child(index, "typeAnnotation"), "typeAnnotation"));
  return schemaOf({ ...objectSchema(properties), additionalProperties: additional });
}

function propertyOf(work: Work, member: Node, annotation: Node | undefined): Reading {
  const isUndefined =
    annotation?.type === "TSUnionType" && nodes(annotation, "types").some(({ type }) => type === "TSUndefinedKeyword");
  const reading = { schema: inside(work, annotation), isOptional: member["optional"] === true || isUndefined };
  return decorated(work.machine, { member, scope: work.type.scope }, reading);
}

const BUILT_IN: ReadonlyMap<string, Schema> = new Map<string, Schema>([
  ["Date", { type: "string", format: "date-time" }],
  ["Buffer", { type: "string", format: "binary" }],
  ["Uint8Array", { type: "string", format: "binary" }],
  ["Object", {}],
  ["object", { type: "object" }],
  ["String", { type: "string" }],
  ["Number", { type: "number" }],
  ["Boolean", { type: "boolean" }],
  ["URL", { type: "string", format: "uri" }],
  ["ObjectId", { type: "string" }],
  ["Types.ObjectId", { type: "string" }],
  ["Decimal", { type: "string" }],
  ["Prisma.Decimal", { type: "string" }],
  ["Error", { type: "object" }],
]);

const reference: Convert = (work) => {
  const { type, machine, depth } = work;
  const name = typeName(type.node);
  const bound = type.bound?.get(name);
  if (bound !== undefined) return schemaOfType(machine, bound, depth + 1);
  const found = findType(machine, name, type.scope);
  if (found !== undefined) return component(machine, found, { type, depth });
  return BUILT_IN.get(name) ?? generic(work, name);
};

/** `Array<T>`, `Promise<T>`, `Partial<T>`, `Pick<T, K>`, `z.infer<typeof schema>`. */
function generic(work: Work, name: string): Schema {
  const args = nodes(child(work.type.node, "typeArguments"), "params");
  const [first, second] = args;
  if (/^(?:Array|ReadonlyArray)$/.test(name)) return { type: "array", items: inside(work, first) };
  if (name === "Set") return { type: "array", items: inside(work, first), uniqueItems: true };
  if (/^(?:Promise|Awaited|Readonly|NonNullable|Observable|Required)$/.test(name)) return inside(work, first);
  if (/^(?:Record|Map)$/.test(name)) return { type: "object", additionalProperties: inside(work, second) };
  if (/(?:^|\.)(?:infer|output|input|TypeOf|InferType|Static)$/.test(name)) return ofQuery(work, first);
  return SHAPES.get(name)?.(flat(work, first), namesIn(inside(work, second))) ?? {};
}

type Shape = (schema: Schema, names: readonly string[]) => Schema;

const keep = (schema: Schema, fits: (name: string) => boolean): Schema => {
  const { properties, required } = schema;
  const own =
    typeof properties === "object" && properties !== null
      ? Object.entries(properties).filter(([name]) => fits(name))
      : [];
  const needed = Array.isArray(required) ? required.filter((one) => typeof one === "string" && fits(one)) : [];
  return schemaOf({
    ...schema,
    properties: Object.fromEntries(own),
    required: needed.length === 0 ? undefined : needed,
  });
};

const SHAPES: ReadonlyMap<string, Shape> = new Map<string, Shape>([
  ["Partial", (schema) => schemaOf({ ...schema, required: undefined })],
  ["Pick", (schema, names) => keep(schema, (name) => names.includes(name))],
  ["Omit", (schema, names) => keep(schema, (name) => !names.includes(name))],
]);

const namesIn = (schema: Schema): readonly string[] => {
  const list = schema["enum"] ?? [schema["const"] ?? null];
  return Array.isArray(list) ? list.filter((one) => typeof one === "string") : [];
};

/** A component's own schema where its parts are needed. */
function flat(work: Work, node: Node | undefined): Schema {
  const schema = inside(work, node);
  const { $ref } = schema;
  return typeof $ref === "string" ? (work.machine.components.get($ref.split("/").at(-1) ?? "")?.schema ?? {}) : schema;
}

/** `typeof schema`: what the value says. */
function ofQuery({ machine, type }: Work, node: Node | undefined): Schema {
  const value = node?.type === "TSTypeQuery" ? lookUp(nameOf(child(node, "exprName")), type.scope) : undefined;
  return value?.kind === "external" ? machine.schemaOf(value) : {};
}

const indexed: Convert = ({ machine, type, depth }) => {
  const index = child(type.node, "indexType");
  const name = child(index, "literal")?.["value"];
  const owner = child(type.node, "objectType");
  if (owner === undefined) return {};
  const wanted = index?.type === "TSNumberKeyword" ? "0" : typeof name === "string" ? name : undefined;
  const found = wanted === undefined ? undefined : memberType(machine, { ...type, node: owner }, wanted);
  return schemaOfType(machine, found, depth + 1);
};

const intersection: Convert = (work) => {
  const schemas = nodes(work.type.node, "types")
    .map((one) => inside(work, one))
    .filter((one) => Object.keys(one).length > 0);
  return schemas.length === 1 ? (schemas[0] ?? {}) : { allOf: schemas };
};

const TYPES: ReadonlyMap<string, Convert> = new Map<string, Convert>([
  ["TSStringKeyword", to({ type: "string" })],
  ["TSNumberKeyword", to({ type: "number" })],
  ["TSBigIntKeyword", to({ type: "integer", format: "int64" })],
  ["TSBooleanKeyword", to({ type: "boolean" })],
  ["TSNullKeyword", to({ type: "null" })],
  ["TSObjectKeyword", to({ type: "object" })],
  ["TSLiteralType", literal],
  ["TSUnionType", union],
  ["TSIntersectionType", intersection],
  ["TSArrayType", (work) => ({ type: "array", items: inside(work, child(work.type.node, "elementType")) })],
  [
    "TSTupleType",
    (work) => ({ type: "array", prefixItems: nodes(work.type.node, "elementTypes").map((one) => inside(work, one)) }),
  ],
  ["TSTypeLiteral", members],
  ["TSTypeReference", reference],
  ["TSParenthesizedType", (work) => inside(work, child(work.type.node, "typeAnnotation"))],
  ["TSTypeOperator", (work) => inside(work, child(work.type.node, "typeAnnotation"))],
  ["TSIndexedAccessType", indexed],
  ["TSTemplateLiteralType", to({ type: "string" })],
  ["TSTypeQuery", (work) => ofQuery(work, work.type.node)],
]);

/** A declaration under `components.schemas`, or what stands for it where a name would say nothing. */
function component(
  machine: Machine,
  found: Declared,
  { type, depth }: { readonly type: TypeUse; readonly depth: number },
): Schema {
  const bound = boundTo(found.node, type);
  const use: TypeUse = { node: found.node, scope: found.scope, bound };
  if (bound.size > 0) return declarationSchema(machine, found, { use, depth });
  const alias = found.node.type === "TSTypeAliasDeclaration" ? child(found.node, "typeAnnotation") : undefined;
  const isPlain = alias !== undefined && /Keyword$|TypeReference|TSTypeQuery/.test(alias.type);
  if (isPlain) return declarationSchema(machine, found, { use, depth });
  const name = uniqueName(machine, found);
  if (!machine.components.has(name)) {
    machine.components.set(name, { schema: {}, node: found.node });
    machine.components.set(name, { schema: declarationSchema(machine, found, { use, depth }), node: found.node });
  }
  return { $ref: `#/components/schemas/${name}` };
}

/** Two declarations of one name are told apart by a number. */
function uniqueName({ components }: Machine, { name, node }: Declared): string {
  const base = name.replaceAll(/[^\w.-]/g, "") || "Schema";
  for (let number = 1; ; number += 1) {
    const wanted = number === 1 ? base : `${base}${number}`;
    const taken = components.get(wanted);
    if (taken === undefined || taken.node === node) return wanted;
  }
}

interface Use {
  readonly use: TypeUse;
  readonly depth: number;
}

function declarationSchema(machine: Machine, { node }: Declared, { use, depth }: Use): Schema {
  const work: Work = { machine, type: use, depth };
  if (node.type === "TSTypeAliasDeclaration") return inside(work, child(node, "typeAnnotation"));
  if (node.type === "TSEnumDeclaration") return enumSchema(node);
  const own = objectOf(work, nodes(child(node, "body"), "body"));
  const inherited = parents(node).flatMap((one) => inheritedSchema(machine, one, use));
  return inherited.length === 0 ? own : { allOf: [...inherited, own] };
}

function inheritedSchema(machine: Machine, parent: Node, { scope }: TypeUse): readonly Schema[] {
  if (parent.type === "CallExpression") return mappedParent(machine, parent, scope);
  const found = findType(machine, nameOf(parent), scope);
  return found === undefined
    ? []
    : [component(machine, found, { type: { node: found.node, scope: found.scope }, depth: 1 })];
}

const textIn = (value: unknown): string => (typeof value === "string" ? value : "");

/** NestJS's `PartialType(CreateUser)`, `PickType(User, ["id"])`. */
function mappedParent(machine: Machine, call: Node, scope: TypeUse["scope"]): readonly Schema[] {
  const [first, list] = nodes(call, "arguments");
  const found = findType(machine, nameOf(first), scope);
  if (found === undefined) return [];
  const ref = component(machine, found, { type: { node: found.node, scope: found.scope }, depth: 1 });
  const name = textIn(ref["$ref"]).split("/").at(-1) ?? "";
  const schema = machine.components.get(name)?.schema ?? ref;
  const names = nodes(list, "elements").map((one) => literalText(one));
  const shape = SHAPES.get(nameOf(child(call, "callee")).replace(/Type$/, ""));
  return [shape === undefined ? ref : shape(schema, names)];
}

function enumSchema(node: Node): Schema {
  const members = nodes(child(node, "body"), "members");
  const values = members.map((one, index) => {
    const value = child(one, "initializer")?.["value"];
    return typeof value === "string" || typeof value === "number" ? value : index;
  });
  const isText = values.every((one) => typeof one === "string");
  return { type: isText ? "string" : "integer", enum: values };
}

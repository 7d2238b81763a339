import { child, keyName, nameOf, nodes, text, type Node } from "../tree.ts";
import type { Scope, TypeUse } from "../value.ts";
import type { Machine } from "../machine/machine.ts";

/** A declaration, and the scope that its own names are looked up in. */
export interface Declared {
  readonly name: string;
  readonly node: Node;
  readonly scope: Scope;
}

/** The declaration of a type's name, through imports and re-exports of the application. */
export function findType(machine: Machine, name: string, scope: Scope): Declared | undefined {
  return findAt(machine, name, { scope, depth: 0 });
}

interface At {
  readonly scope: Scope;
  readonly depth: number;
}

function findAt(machine: Machine, name: string, { scope, depth }: At): Declared | undefined {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
    const node = at.types.get(name);
    if (node !== undefined) return { name: nameOf(child(node, "id")), node, scope: at };
  }
  return depth > 20 ? undefined : findLinked(machine, name, { scope, depth });
}

function findLinked(machine: Machine, name: string, { scope, depth }: At): Declared | undefined {
  const { module } = scope;
  const link = module.typeLinks.get(name);
  const target = link === undefined ? undefined : machine.load(link.path);
  if (target !== undefined && link !== undefined) {
    const wanted = link.name === "default" ? defaultName(target.body) : link.name;
    return findAt(machine, wanted, { scope: target.scope, depth: depth + 1 });
  }
  for (const star of module.stars) {
    const other = machine.load(star);
    const found = other === undefined ? undefined : findAt(machine, name, { scope: other.scope, depth: depth + 1 });
    if (found !== undefined) return found;
  }
  return undefined;
}

function defaultName(body: readonly Node[]): string {
  const node = body.find(({ type }) => type === "ExportDefaultDeclaration");
  const declaration = child(node, "declaration");
  return nameOf(declaration) || nameOf(child(declaration, "id"));
}

/** A property's type: of a literal, an interface, a class, or an item of a list (`0`). */
export function memberType(machine: Machine, type: TypeUse, name: string): TypeUse | undefined {
  return memberAt(machine, type, { name, depth: 0 });
}

interface Member {
  readonly name: string;
  readonly depth: number;
}

function memberAt(machine: Machine, type: TypeUse, { name, depth }: Member): TypeUse | undefined {
  const { node, scope } = type;
  if (depth > 20) return undefined;
  switch (node.type) {
    case "TSTypeLiteral":
      return propertyIn(nodes(node, "members"), name, type);
    case "TSArrayType":
      return /^\d+$/.test(name) ? inside(type, child(node, "elementType")) : undefined;
    case "TSTypeReference":
      return referenced(machine, type, { name, depth });
    case "TSIntersectionType":
    case "TSUnionType":
      return nodes(node, "types")
        .map((one) => memberAt(machine, { ...type, node: one, scope }, { name, depth: depth + 1 }))
        .find((one) => one !== undefined);
    default:
      return undefined;
  }
}

const inside = (type: TypeUse, node: Node | undefined): TypeUse | undefined =>
  node === undefined ? undefined : { ...type, node };

function referenced(
  machine: Machine,
  type: TypeUse,
  { name, depth }: { readonly name: string; readonly depth: number },
): TypeUse | undefined {
  const { node, scope } = type;
  const called = typeName(node);
  const args = nodes(child(node, "typeArguments"), "params");
  if (/^(?:Array|ReadonlyArray|Set)$/.test(called) && /^\d+$/.test(name)) return inside(type, args[0]);
  if (/^(?:Promise|Partial|Required|Readonly|Pick|Omit|NonNullable)$/.test(called) && args[0] !== undefined)
    return memberAt(machine, { ...type, node: args[0] }, { name, depth: depth + 1 });
  const bound = type.bound?.get(called);
  if (bound !== undefined) return memberAt(machine, bound, { name, depth: depth + 1 });
  const found = findType(machine, called, scope);
  if (found === undefined) return undefined;
  return ofDeclaration(
    machine,
    { found, use: { node: found.node, scope: found.scope, bound: boundTo(found.node, type) } },
    { name, depth },
  );
}

interface Found {
  readonly found: Declared;
  readonly use: TypeUse;
}

function ofDeclaration(
  machine: Machine,
  { found, use }: Found,
  { name, depth }: { readonly name: string; readonly depth: number },
): TypeUse | undefined {
  const { node } = found;
  if (node.type === "TSTypeAliasDeclaration") {
    const alias = child(node, "typeAnnotation");
    return alias === undefined ? undefined : memberAt(machine, { ...use, node: alias }, { name, depth: depth + 1 });
  }
  const own = propertyIn(nodes(child(node, "body"), "body"), name, use);
  if (own !== undefined) return own;
  for (const parent of parents(node)) {
    const type = findType(machine, nameOf(parent), found.scope);
    const inherited =
      type &&
      ofDeclaration(machine, { found: type, use: { node: type.node, scope: type.scope } }, { name, depth: depth + 1 });
    if (inherited !== undefined && depth < 20) return inherited;
  }
  return undefined;
}

/** What an interface or a class extends. */
export function parents(node: Node): readonly Node[] {
  const superClass = child(node, "superClass");
  const extended =
    node.type === "TSInterfaceDeclaration"
      ? nodes(node, "extends").map((one) => child(one, "expression"))
      : [superClass];
  return extended.filter((one) => one !== undefined);
}

function propertyIn(members: readonly Node[], name: string, type: TypeUse): TypeUse | undefined {
  const member = members.find((one) => keyName(child(one, "key")) === name);
  if (member?.type === "TSMethodSignature") return undefined;
  return inside(type, child(child(member, "typeAnnotation"), "typeAnnotation"));
}

/** `User` of `User`, `ns.User`. */
export function typeName(node: Node): string {
  const name = child(node, "typeName");
  return name?.type === "TSQualifiedName"
    ? `${nameOf(child(name, "left"))}.${nameOf(child(name, "right"))}`
    : nameOf(name);
}

/** Type parameters of a declaration with the arguments of a use. */
export function boundTo(declaration: Node, use: TypeUse): ReadonlyMap<string, TypeUse> {
  const args = nodes(child(use.node, "typeArguments"), "params");
  return new Map(
    nodes(child(declaration, "typeParameters"), "params").flatMap(
      (one, index): readonly (readonly [string, TypeUse])[] => {
        const given = args[index];
        const otherwise = child(one, "default");
        const name = nameOf(child(one, "name")) || text(one, "name");
        if (given !== undefined) return [[name, { ...use, node: given }]];
        return otherwise === undefined ? [] : [[name, { ...use, node: otherwise }]];
      },
    ),
  );
}

import { child, isFunctionNode, keyName, nodes, type Node } from "../tree.ts";
import {
  array,
  constant,
  isNothing,
  native,
  nothing,
  open,
  unknown,
  type CallSite,
  type FunctionValue,
  type TypeUse,
  type Value,
} from "../value.ts";
import { arrayMember } from "./arrays.ts";
import { instanceMember, membersOf, methodValue, parentOf } from "./classes.ts";
import { ofCradle } from "./containers.ts";
import { extension } from "./extended.ts";
import type { Machine } from "./machine.ts";
import { findType, typeName } from "../types/lookup.ts";
import { prototypeOf } from "./prototypes.ts";
import { stringMember } from "./strings.ts";
import { eachOfTable } from "./tables.ts";

export interface MemberHooks {
  readonly router: (machine: Machine, value: Value & { readonly kind: "router" }, asked: Asked) => Value;
  /** The type of a property of a type. */
  readonly typeOf: (machine: Machine, type: TypeUse, name: string) => TypeUse | undefined;
}

export interface Asked {
  readonly name: string;
  readonly site: CallSite;
}

/** `value.name`. */
export function memberValue(
  machine: Machine,
  value: Value,
  { name, site, hooks }: Asked & { readonly hooks: MemberHooks },
): Value {
  switch (value.kind) {
    case "object":
      return ofObject(machine, value, { name, site });
    case "array":
      return arrayMember(machine, value, name);
    case "constant":
      return typeof value.value === "string" ? stringMember(value, name) : unknown;
    case "function":
      return ofFunction(machine, value, name);
    case "class":
      return ofClass(machine, value, name);
    case "external":
      return ofExternal(machine, value, name);
    case "router":
      return hooks.router(machine, value, { name, site });
    case "unknown":
      return ofUnknown(machine, value, { name, hooks });
    case "native":
      return ofNative(value, name);
    case "pattern":
      return unknown;
    default:
      return unknown;
  }
}

function ofObject(machine: Machine, value: Value & { readonly kind: "object" }, { name, site }: Asked): Value {
  const own = value.properties.get(name);
  if (own !== undefined) return own;
  const inherited = value.of === undefined ? undefined : instanceMember(machine, value, { made: value.of, name });
  if (inherited !== undefined) return inherited;
  const field = value.of === undefined ? undefined : fieldType(value.of, name);
  if (field !== undefined) return { kind: "unknown", type: field };
  if (name === "hasOwnProperty") return native(() => unknown);
  if (name === "then")
    return native(([callback], at) => (callback === undefined ? value : machine.call(callback, [value], at)));
  if (name === "catch" || name === "finally") return native(() => value);
  return value.isOpen || site.node.type === "Super" ? open : nothing;
}

/** The annotation of a field: `private users: Repository<User>`. */
function fieldType({ node, scope }: { readonly node: Node; readonly scope: TypeUse["scope"] }, name: string) {
  const field = nodes(child(node, "body"), "body").find((one) => keyName(child(one, "key")) === name);
  const annotation = child(child(field, "typeAnnotation"), "typeAnnotation");
  return annotation === undefined ? undefined : { node: annotation, scope };
}

function ofFunction(machine: Machine, value: FunctionValue, name: string): Value {
  const own = value.properties.get(name);
  if (own !== undefined) return own;
  if (name === "prototype" && value.node.type !== "ArrowFunctionExpression") return prototypeOf(value);
  if (name === "bind") return native(([receiver]) => ({ ...value, receiver: receiver ?? value.receiver }));
  if (name === "call")
    return native((args, site) => machine.call({ ...value, receiver: args[0] }, args.slice(1), site));
  if (name === "apply")
    return native(([receiver, list], site) =>
      machine.call({ ...value, receiver }, list?.kind === "array" ? list.items : [open], site),
    );
  return name === "name" ? constant(value.name) : nothing;
}

/** `app.get.bind(app)`, `app.get.call(app, path, handler)`: what it belongs to is known. */
function ofNative({ run }: Value & { readonly kind: "native" }, name: string): Value {
  if (name === "bind") return native(([, ...first]) => native((args, site) => run([...first, ...args], site)));
  if (name === "call") return native((args, site) => run(args.slice(1), site));
  return name === "apply"
    ? native(([, list], site) => (list?.kind === "array" ? run(list.items, site) : unknown))
    : unknown;
}

function ofClass(machine: Machine, value: Value & { readonly kind: "class" }, name: string): Value {
  const own = value.statics.get(name);
  if (own !== undefined) return own;
  if (name === "name") return constant(value.name);
  const member = membersOf(value).find((one) => one["static"] === true && keyName(child(one, "key")) === name);
  if (member !== undefined) return methodValue(machine, value, { member, receiver: value });
  const parent = parentOf(machine, value);
  return parent === undefined ? unknown : ofClass(machine, parent, name);
}

function ofExternal(machine: Machine, value: Value & { readonly kind: "external" }, name: string): Value {
  const extended = extension(machine, value, name) ?? ofCradle(machine, value, name);
  if (extended !== undefined) return extended;
  const each = name === "forEach" ? eachOfTable(machine, value) : undefined;
  if (each !== undefined) return each;
  const steps = [...value.steps, { kind: "member" as const, name }];
  const read = { ...value, steps };
  if (value.source === "@global" && steps.length === 3 && steps[1]?.kind === "member" && steps[1].name === "env")
    return open;
  machine.recorder?.read(read);
  return read;
}

function ofUnknown(
  machine: Machine,
  value: Value & { readonly kind: "unknown" },
  { name, hooks }: Omit<Asked, "site"> & { readonly hooks: MemberHooks },
): Value {
  if (value.either !== undefined) return ofEither(value.either, name);
  if (value.type === undefined) return value.isOpen === true ? open : unknown;
  const injected = instanceOf(machine, value.type);
  if (injected !== undefined) return machine.member(injected, name, { node: value.type.node, scope: value.type.scope });
  const type = hooks.typeOf(machine, value.type, name);
  if (type !== undefined) return { kind: "unknown", type };
  return ITERATED.has(name) ? iterated(machine, value, { name, hooks }) : unknown;
}

/** The same member of all that a value may be. */
function ofEither(values: readonly Value[], name: string): Value {
  const found = values.map((one) => (one.kind === "object" ? (one.properties.get(name) ?? nothing) : unknown));
  const first = found.find((one) => !isNothing(one)) ?? unknown;
  return found.every(({ kind }) => kind === "constant")
    ? { kind: "unknown", either: found.filter((one) => !isNothing(one)) }
    : first;
}

/** What a container injects: an instance of the class that the type names. */
function instanceOf(machine: Machine, type: TypeUse): Value | undefined {
  const found = type.node.type === "TSTypeReference" ? findType(machine, typeName(type.node), type.scope) : undefined;
  if (found?.node.type !== "ClassDeclaration" || found.node["abstract"] === true) return undefined;
  const made = machine.classes.find(({ node }) => node === found.node);
  const hasMethods =
    made !== undefined && membersOf(made).some((one) => isMethod(one) || isFunctionNode(child(one, "value")));
  return made === undefined || !hasMethods
    ? undefined
    : machine.construct(made, [], { node: found.node, scope: found.scope });
}

const isMethod = (member: Node): boolean => member.type === "MethodDefinition" && member["kind"] === "method";

const ITERATED: ReadonlySet<string> = new Set([
  "map",
  "filter",
  "find",
  "slice",
  "sort",
  "forEach",
  "toSorted",
  "then",
]);

/** `users.map(toDto)` where only the type of `users` is known. */
function iterated(
  machine: Machine,
  value: Value & { readonly kind: "unknown" },
  { name, hooks }: Omit<Asked, "site"> & { readonly hooks: MemberHooks },
): Value {
  return native(([callback], site) => {
    const itemType = value.type === undefined ? undefined : hooks.typeOf(machine, value.type, "0");
    const item: Value = { kind: "unknown", type: name === "then" ? value.type : itemType };
    const result = callback === undefined || isNothing(callback) ? unknown : machine.call(callback, [item], site);
    if (name === "then" || name === "forEach") return result;
    if (name === "map") return array([result], true);
    return name === "find" ? item : value;
  });
}

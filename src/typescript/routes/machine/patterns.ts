import { child, keyName, nameOf, nodes, type Node } from "../tree.ts";
import { array, isNothing, object, type Scope, type Value } from "../value.ts";
import { extend } from "./extended.ts";
import { assignName, declare, lookUp } from "./names.ts";
import { typed, typeUse, type Machine } from "./machine.ts";

type Put = (name: string, value: Value) => void;

/** Declares the names of a pattern: `{ a, b: [c = 1], ...rest }`. */
export function bindPattern(machine: Machine, pattern: Node | undefined, { value, scope }: Bound): void {
  walk(machine, pattern, { value, scope, put: (name, one) => declare(name, one, scope), isDeclaration: true });
}

interface Bound {
  readonly value: Value;
  readonly scope: Scope;
}

/** Assigns to a pattern, a name or a member. */
export function assignPattern(machine: Machine, pattern: Node | undefined, { value, scope }: Bound): void {
  const put: Put = (name, one) => {
    // `if (typeof options === "function") done = options`: both branches are followed, and a function that is known is one.
    const isLost =
      machine.recorder !== undefined && one.kind !== "function" && lookUp(name, scope)?.kind === "function";
    if (!isLost) assignName(name, one, scope);
  };
  walk(machine, pattern, { value, scope, put, isDeclaration: false });
}

interface Binding extends Bound {
  readonly put: Put;
  readonly isDeclaration: boolean;
}

function walk(machine: Machine, pattern: Node | undefined, bound: Binding): void {
  switch (pattern?.type) {
    case undefined:
      return;
    case "Identifier":
      return bound.put(nameOf(pattern), withType(pattern, bound));
    case "ObjectPattern":
      return walkObject(machine, pattern, { ...bound, value: withType(pattern, bound) });
    case "ArrayPattern":
      return walkArray(machine, pattern, bound);
    case "AssignmentPattern":
      return walk(machine, child(pattern, "left"), { ...bound, value: defaulted(machine, pattern, bound) });
    case "RestElement":
      return walk(machine, child(pattern, "argument"), bound);
    case "TSParameterProperty":
      return walk(machine, child(pattern, "parameter"), bound);
    case "MemberExpression":
      return assignMember(machine, pattern, bound);
    default:
  }
}

/** What nobody knows has at least the type that stands beside it. */
function withType(pattern: Node, { value, scope }: Bound): Value {
  const type = typeUse(child(pattern, "typeAnnotation"), scope);
  if (type === undefined || isNothing(value)) return type === undefined ? value : typed(type);
  if (value.kind === "unknown" && value.type === undefined) return { ...value, type };
  return value.kind === "external" ? { ...value, type } : value;
}

function defaulted(machine: Machine, pattern: Node, { value, scope }: Bound): Value {
  const isGiven = !isNothing(value) && !(value.kind === "unknown" && value.isOpen === true);
  if (isGiven) {
    machine.evaluate(child(pattern, "right"), scope);
    return value;
  }
  const made = machine.evaluate(child(pattern, "right"), scope);
  return made.kind === "constant" && !isNothing(value) ? { ...made, isAssumed: true } : made;
}

function walkObject(machine: Machine, pattern: Node, bound: Binding): void {
  const taken: string[] = [];
  for (const one of nodes(pattern, "properties")) {
    if (one.type === "RestElement") {
      walk(machine, child(one, "argument"), { ...bound, value: without(bound.value, taken) });
      continue;
    }
    const name = keyOf(machine, one, bound.scope);
    if (name !== undefined) taken.push(name);
    const site = { node: one, scope: bound.scope };
    const value = name === undefined ? typed(undefined) : machine.member(bound.value, name, site);
    walk(machine, child(one, "value"), { ...bound, value });
  }
}

function without(value: Value, taken: readonly string[]): Value {
  if (value.kind !== "object") return value;
  return object(
    [...value.properties].filter(([name]) => !taken.includes(name)),
    value.isOpen,
  );
}

function keyOf(machine: Machine, property: Node, scope: Scope): string | undefined {
  if (property["computed"] !== true) return keyName(child(property, "key"));
  const key = machine.evaluate(child(property, "key"), scope);
  return key.kind === "constant" ? String(key.value) : undefined;
}

function walkArray(machine: Machine, pattern: Node, bound: Binding): void {
  const elements = pattern["elements"];
  const { value } = bound;
  if (!Array.isArray(elements)) return;
  nodes({ ...pattern, elements: elements.map((one: unknown) => one ?? HOLE) }, "elements").forEach((one, index) => {
    const item = value.kind === "array" ? (value.items[index] ?? typed(undefined)) : itemOf(machine, value, index);
    const rest = value.kind === "array" ? array(value.items.slice(index), value.isOpen) : value;
    if (one !== HOLE) walk(machine, one, { ...bound, value: one.type === "RestElement" ? rest : item });
  });
}

const HOLE: Node = { type: "Hole", start: 0, end: 0 };

const itemOf = (machine: Machine, value: Value, index: number): Value =>
  value.kind === "external" ? value : machine.member(value, String(index), NOWHERE(machine));

function NOWHERE(machine: Machine) {
  const [module] = machine.modules.values();
  if (module === undefined) throw new RangeError("A pattern is bound in no module.");
  return { node: HOLE, scope: module.scope };
}

/** `a.b = …`, `this.app = …`, `module.exports = …`, `ctx.status = …`. */
function assignMember(machine: Machine, target: Node, { value, scope }: Bound): void {
  const owner = machine.evaluate(child(target, "object"), scope);
  const name = memberName(machine, target, scope);
  if (name === undefined) return;
  if (owner.kind === "object" || owner.kind === "function") owner.properties.set(name, value);
  if (owner.kind === "class") owner.statics.set(name, value);
  if (owner.kind === "router") owner.router.properties.set(name, value);
  if (owner.kind !== "external") return;
  extend(machine, owner, { name, value });
  machine.recorder?.assigned({ ...owner, steps: [...owner.steps, { kind: "member", name }] }, value);
}

/** `b` of `a.b` and of `a[x]` where x is known. */
export function memberName(machine: Machine, node: Node, scope: Scope): string | undefined {
  const property = child(node, "property");
  if (node["computed"] !== true) return keyName(property);
  const value = machine.evaluate(property, scope);
  return value.kind === "constant" ? String(value.value) : undefined;
}

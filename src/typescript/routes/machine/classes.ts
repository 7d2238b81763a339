import { child, keyName, nameOf, nodes, type Node } from "../tree.ts";
import {
  nothing,
  object,
  type CallSite,
  type ClassValue,
  type FunctionValue,
  type Scope,
  type Value,
} from "../value.ts";
import { inner, type Machine } from "./machine.ts";
import { declare } from "./names.ts";

/** A class by its declaration or expression. */
export function declareClass(machine: Machine, node: Node, scope: Scope): ClassValue {
  const name = nameOf(child(node, "id"));
  const made: ClassValue = { kind: "class", node, scope, name, statics: new Map() };
  declare(name, made, scope);
  machine.classes.push(made);
  for (const member of membersOf(made)) {
    if (member["static"] === true) fillStatic(machine, made, member);
    if (member.type === "StaticBlock")
      machine.execute(nodes(member, "body"), inner(scope, { receiver: made, home: made }));
  }
  return made;
}

function fillStatic(machine: Machine, made: ClassValue, member: Node): void {
  const name = keyName(child(member, "key"));
  if (name === undefined) return;
  const scope = inner(made.scope, { receiver: made, home: made });
  if (member.type === "MethodDefinition")
    made.statics.set(name, methodValue(machine, made, { member, receiver: made }));
  else made.statics.set(name, machine.evaluate(child(member, "value"), scope));
}

export const membersOf = ({ node }: ClassValue): readonly Node[] => nodes(child(node, "body"), "body");

interface Method {
  readonly member: Node;
  readonly receiver: Value;
}

export function methodValue(machine: Machine, made: ClassValue, { member, receiver }: Method): FunctionValue {
  const node = child(member, "value") ?? member;
  const scope = inner(made.scope, { receiver, home: made });
  const value: FunctionValue = {
    kind: "function",
    node,
    scope,
    name: keyName(child(member, "key")) ?? "",
    receiver,
    home: made,
    properties: new Map(),
  };
  machine.functions.set(node, value);
  return value;
}

/** The class that this one extends, where its source is known. */
export function parentOf(machine: Machine, made: ClassValue): ClassValue | undefined {
  const parent = child(made.node, "superClass");
  const value = parent === undefined ? undefined : machine.evaluate(parent, made.scope);
  return value?.kind === "class" && value.node !== made.node ? value : undefined;
}

/** A class and those that it extends, as far as their sources are known. */
export function lineOf(machine: Machine, made: ClassValue): readonly ClassValue[] {
  const list: ClassValue[] = [];
  for (let at: ClassValue | undefined = made; at !== undefined && list.length < 10; at = parentOf(machine, at))
    list.push(at);
  return list;
}

/** A method or accessor of an instance, its own class first. */
export function instanceMember(
  machine: Machine,
  instance: Value,
  { made, name, depth = 0 }: Wanted,
): Value | undefined {
  // `this.constructor` is the class, and no method that one could call.
  if (name === "constructor") return made;
  const member = membersOf(made).find(
    (one) => one["static"] !== true && one.type === "MethodDefinition" && keyName(child(one, "key")) === name,
  );
  if (member !== undefined) {
    const method = methodValue(machine, made, { member, receiver: instance });
    return member["kind"] === "get" ? machine.call(method, [], { node: member, scope: made.scope }) : method;
  }
  const parent = depth > 10 ? undefined : parentOf(machine, made);
  return parent === undefined ? undefined : instanceMember(machine, instance, { made: parent, name, depth: depth + 1 });
}

interface Wanted {
  readonly made: ClassValue;
  readonly name: string;
  readonly depth?: number;
}

/** `new Local(…)`: fields, then the constructor. */
export function constructInstance(machine: Machine, made: ClassValue, { args, site }: Constructing): Value {
  const instance = { ...object([], child(made.node, "superClass") !== undefined), of: made };
  initialize(machine, made, { args, site, instance });
  return instance;
}

interface Constructing {
  readonly args: readonly Value[];
  readonly site: CallSite;
}

interface Initializing extends Constructing {
  readonly instance: Value & { readonly kind: "object" };
}

/** What `new` and `super(…)` do with an instance. */
export function initialize(machine: Machine, made: ClassValue, work: Initializing): void {
  const { instance, site } = work;
  machine.constructed.add(made.node);
  const scope = inner(made.scope, { receiver: instance, home: made });
  const constructor = membersOf(made).find((one) => one["kind"] === "constructor");
  const parent = parentOf(machine, made);
  if (constructor === undefined && parent !== undefined) initialize(machine, parent, work);
  for (const member of membersOf(made)) {
    const name = keyName(child(member, "key"));
    if (member.type !== "PropertyDefinition" || member["static"] === true || name === undefined) continue;
    const init = child(member, "value");
    if (init !== undefined) instance.properties.set(name, machine.evaluate(init, scope));
  }
  if (constructor === undefined) return;
  fillParameters(machine, made, { member: constructor, ...work });
  machine.call(methodValue(machine, made, { member: constructor, receiver: instance }), work.args, site);
}

/** `constructor(private readonly users: Users)`. */
function fillParameters(
  machine: Machine,
  made: ClassValue,
  { member, args, instance }: Initializing & { readonly member: Node },
): void {
  nodes(child(member, "value"), "params").forEach((parameter, index) => {
    if (parameter.type !== "TSParameterProperty") return;
    const own = child(parameter, "parameter");
    const name = nameOf(own?.type === "AssignmentPattern" ? child(own, "left") : own);
    const scope = inner(made.scope);
    machine.bind(parameter, args[index] ?? nothing, scope);
    const bound = scope.variables.get(name);
    if (bound !== undefined && "value" in bound) instance.properties.set(name, bound.value);
  });
}

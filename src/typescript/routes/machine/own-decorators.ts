import { child, keyName, nodes, type Node } from "../tree.ts";
import { constant, object, type ClassValue, type Value } from "../value.ts";
import { membersOf } from "./classes.ts";
import type { Machine } from "./machine.ts";

/** Calls the decorators of a class that are functions of the application, as TypeScript's `experimentalDecorators` does: members first. */
export function runDecorators(machine: Machine, made: ClassValue): void {
  const prototype: Value = { ...object([["constructor", made]]), of: made };
  for (const member of membersOf(made)) {
    const name = keyName(child(member, "key"));
    if (name === undefined) continue;
    const target = member["static"] === true ? made : prototype;
    run(machine, made, { node: member, args: [target, constant(name), object([], true)] });
  }
  run(machine, made, { node: made.node, args: [made] });
}

function run(
  machine: Machine,
  { scope }: ClassValue,
  { node, args }: { readonly node: Node; readonly args: readonly Value[] },
): void {
  for (const one of nodes(node, "decorators").toReversed()) {
    const expression = child(one, "expression");
    const callee = expression?.type === "CallExpression" ? child(expression, "callee") : expression;
    if (callee === undefined || machine.evaluate(callee, scope).kind !== "function") continue;
    const decorator = machine.evaluate(expression, scope);
    if (decorator.kind === "function") machine.call(decorator, args, { node: one, scope });
  }
}

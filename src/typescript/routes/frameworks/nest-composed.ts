import type { Machine } from "../machine/machine.ts";
import { decoratorsOf, type Decorator } from "../types/decorators.ts";
import { child, type Node } from "../tree.ts";
import type { Scope, Value } from "../value.ts";
import { lastArgs } from "./mounts.ts";

/** How deep decorators may be made of decorators. */
const DEEPEST = 5;

/** A class's or a method's decorators; what `applyDecorators(Post("/"), HttpCode(201))` composes is taken apart. */
export function composedDecorators(machine: Machine, node: Node, scope: Scope): readonly Decorator[] {
  return decoratorsOf(node).flatMap((one) => {
    const expression = child(one.node, "expression");
    const isCall = expression?.type === "CallExpression";
    const callee = isCall ? child(expression, "callee") : expression;
    if (machine.evaluate(callee, scope).kind !== "function") return [one];
    const parts = isCall ? partsOf(machine.evaluate(expression, scope), one, 0) : [];
    return parts.length === 0 ? [one] : parts;
  });
}

function partsOf(value: Value, whole: Decorator, depth: number): readonly Decorator[] {
  if (value.kind !== "external" || depth > DEEPEST) return [];
  const names = value.steps.flatMap((step) => (step.kind === "member" ? [step.name] : []));
  const name = names.at(-1) ?? "";
  if (name !== "applyDecorators") return [{ name, args: [], given: lastArgs(value), node: whole.node }];
  return lastArgs(value).flatMap((one) => partsOf(one, whole, depth + 1));
}

/** What a decorator was called with. */
export const argumentsOf = (machine: Machine, { given, args }: Decorator, scope: Scope): readonly Value[] =>
  given ?? args.map((one) => machine.evaluate(one, scope));

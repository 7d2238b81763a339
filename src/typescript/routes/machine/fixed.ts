import { child, isWrapper, nameOf, nodes, text, type Node } from "../tree.ts";
import type { Binding, Scope, Value } from "../value.ts";
import type { Machine } from "./machine.ts";

/**
 * What a test comes to whatever a request brings: `strict` of `authenticate(type, strict)` was given when the middleware was made. Undefined
 * where it depends on more than names that are bound once: a variable may have been set by a branch that is not always taken.
 */
export function decided(machine: Machine, test: Node | undefined, scope: Scope): boolean | undefined {
  if (test === undefined) return undefined;
  if (isWrapper(test)) return decided(machine, child(test, "expression"), scope);
  if (test.type === "UnaryExpression" && text(test, "operator") === "!") {
    const inner = decided(machine, child(test, "argument"), scope);
    return inner === undefined ? undefined : !inner;
  }
  if (test.type !== "LogicalExpression") return isFixed(test, scope) ? truth(machine.evaluate(test, scope)) : undefined;
  const [left, right] = [child(test, "left"), child(test, "right")].map((one) => decided(machine, one, scope));
  if (text(test, "operator") === "&&")
    return left === false || right === false ? false : left === true ? right : undefined;
  if (text(test, "operator") === "||")
    return left === true || right === true ? true : left === false ? right : undefined;
  return undefined;
}

function truth(value: Value): boolean | undefined {
  // `done(null, users)` says nothing of the error that the caller provides for.
  if (value.kind === "constant")
    return value.isAssumed === true || value.value === null || value.value === undefined
      ? undefined
      : Boolean(value.value);
  return value.kind === "unknown" || value.kind === "external" ? undefined : true;
}

/** Only literals and names that are bound once, and what they hold. */
function isFixed(node: Node | undefined, scope: Scope): boolean {
  if (node === undefined) return false;
  switch (node.type) {
    case "Literal":
      return true;
    case "Identifier":
      return nameOf(node) === "undefined" || bindingOf(nameOf(node), scope)?.isFixed === true;
    case "MemberExpression":
      return (
        isFixed(child(node, "object"), scope) && (node["computed"] !== true || isFixed(child(node, "property"), scope))
      );
    case "UnaryExpression":
      return isFixed(child(node, "argument"), scope);
    case "BinaryExpression":
      return isFixed(child(node, "left"), scope) && isFixed(child(node, "right"), scope);
    case "CallExpression":
      return (
        isSearch(node) &&
        isFixed(child(child(node, "callee"), "object"), scope) &&
        nodes(node, "arguments").every((one) => isFixed(one, scope))
      );
    default:
      return isWrapper(node) && isFixed(child(node, "expression"), scope);
  }
}

/** `roles.includes("admin")`. */
const isSearch = (node: Node): boolean =>
  /^(?:includes|startsWith|endsWith)$/.test(text(child(child(node, "callee"), "property"), "name"));

function bindingOf(name: string, scope: Scope): Binding | undefined {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
    const found = at.variables.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The names of a scope are bound for good until one of them is assigned. */
export function fix(scope: Scope): void {
  for (const [name, binding] of scope.variables)
    if ("value" in binding) scope.variables.set(name, { ...binding, isFixed: true });
}

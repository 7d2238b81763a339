import { child, literalText, nameOf, nodes, text, type Node } from "../tree.ts";
import { constant, object, type Scope, type Value } from "../value.ts";
import { inner, type Completion, type Machine } from "./machine.ts";
import { declare, lookUp } from "./names.ts";

const GOES_ON: Completion = { returned: [], ends: false };

/** `enum Color { Red }`. */
export const enumeration = (machine: Machine, node: Node, scope: Scope): Completion => {
  const members = nodes(child(node, "body"), "members");
  let next = 0;
  const entries = members.map((one): readonly [string, Value] => {
    const init = child(one, "initializer");
    const value = init === undefined ? constant(next) : machine.evaluate(init, scope);
    next = value.kind === "constant" && typeof value.value === "number" ? value.value + 1 : next + 1;
    return [text(child(one, "id"), "name") || literalText(child(one, "id")), value];
  });
  declare(nameOf(child(node, "id")), object(entries), scope);
  return GOES_ON;
};

/** `namespace Api { export const router = … }` is an object of what it declares. */
export const namespace = (machine: Machine, node: Node, scope: Scope): Completion => {
  const name = nameOf(child(node, "id"));
  const own = inner(scope);
  if (name === "") return GOES_ON;
  machine.execute(nodes(child(node, "body"), "body"), own);
  const entries = [...own.variables].map(([key, one]): readonly [string, Value] => [
    key,
    "read" in one ? one.read() : one.value,
  ]);
  // It adds to a class, a function or a namespace of the same name.
  const known = scope.variables.has(name) ? lookUp(name, scope) : undefined;
  const members =
    known?.kind === "class"
      ? known.statics
      : known?.kind === "function" || known?.kind === "object"
        ? known.properties
        : undefined;
  for (const [key, value] of entries) members?.set(key, value);
  if (members === undefined) declare(name, object(entries), scope);
  return GOES_ON;
};

/** `import users = require("./users")`. */
export const importEquals = (machine: Machine, node: Node, scope: Scope): Completion => {
  const source = child(child(node, "moduleReference"), "expression");
  const require = machine.evaluate({ type: "Identifier", name: "require", start: node.start, end: node.end }, scope);
  declare(nameOf(child(node, "id")), machine.call(require, [machine.evaluate(source, scope)], { node, scope }), scope);
  return GOES_ON;
};

import { child, type Node } from "../tree.ts";
import { constant, external, object, type Scope, type Value } from "../value.ts";
import type { Machine } from "./machine.ts";

/** `import.meta`. */
export const importMeta = (_machine: Machine, _node: Node, scope: Scope): Value =>
  object([
    ["url", constant(`file:///${scope.module.path}`)],
    ["dirname", constant(folderOf(scope.module.path))],
    ["filename", constant(`/${scope.module.path}`)],
  ]);

/** The root is `/` inside of the interpreter, so that paths of files are absolute. */
export const folderOf = (path: string): string => `/${path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : ""}`;

/** `import("./x.js")`. */
export const importExpression = (machine: Machine, node: Node, scope: Scope): Value =>
  machine.call(
    external("@global", [{ kind: "member", name: "require" }]),
    [machine.evaluate(child(node, "source"), scope)],
    {
      node,
      scope,
    },
  );

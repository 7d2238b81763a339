import type { Machine } from "../machine/machine.ts";
import { decoratorsOf } from "../types/decorators.ts";
import type { Node } from "../tree.ts";
import { pathOf, propertyOf, textOf, type Value } from "../value.ts";
import { joinPath } from "../facts/path.ts";
import { lastArgs } from "./mounts.ts";

/** The paths that `RouterModule.register([{ path, module, children }])` puts before the controllers of a module. */
export function modulePaths(machine: Machine): ReadonlyMap<Node, string> {
  const paths = new Map<Node, string>();
  const modules = machine.classes.flatMap((made) => {
    const decorator = decoratorsOf(made.node).find(({ name }) => name === "Module");
    return decorator === undefined ? [] : [{ made, options: machine.evaluate(decorator.args[0], made.scope) }];
  });
  for (const { options } of modules)
    for (const one of listOf(propertyOf(options, "imports"))) if (isRouter(one)) fill(paths, lastArgs(one)[0], "");
  const controllers = new Map<Node, string>();
  for (const { made, options } of modules)
    for (const one of listOf(propertyOf(options, "controllers"))) {
      const path = paths.get(made.node);
      if (one.kind === "class" && path !== undefined) controllers.set(one.node, path);
    }
  return controllers;
}

/** The controllers of a module and of all that it imports, as far as that can be followed. */
export function controllersBelow(machine: Machine, root: Value): ReadonlySet<Node> {
  const found = new Set<Node>();
  const seen = new Set<Value>();
  const waiting: Value[] = [root];
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    if (seen.has(one)) continue;
    seen.add(one);
    const made = one.kind === "class" ? one : propertyOf(one, "module");
    const decorator =
      made?.kind === "class" ? decoratorsOf(made.node).find(({ name }) => name === "Module") : undefined;
    const options =
      made?.kind === "class" && decorator !== undefined ? machine.evaluate(decorator.args[0], made.scope) : undefined;
    for (const part of [options, one]) {
      waiting.push(...listOf(propertyOf(part, "imports")).flatMap((inner) => imported(machine, inner)));
      for (const controller of listOf(propertyOf(part, "controllers")))
        if (controller.kind === "class") found.add(controller.node);
    }
    if (one.kind === "object" && made?.kind === "class") waiting.push(made);
  }
  return found;
}

/** `forwardRef(() => Users)` and `RouterModule` are what they hold. */
function imported(machine: Machine, value: Value): readonly Value[] {
  if (value.kind !== "external") return [value];
  return lastArgs(value).flatMap((one) =>
    one.kind === "function" ? [machine.call(one, [], { node: one.node, scope: one.scope })] : [],
  );
}

const listOf = (value: Value | undefined): readonly Value[] => (value?.kind === "array" ? value.items : []);

const isRouter = (value: Value): value is Value & { readonly kind: "external" } =>
  value.kind === "external" && value.source === "@nestjs/core" && pathOf(value) === "RouterModule.register";

function fill(paths: Map<Node, string>, routes: Value | undefined, prefix: string): void {
  for (const one of listOf(routes)) {
    const own = propertyOf(one, "path");
    const path = joinPath(prefix, own === undefined ? "" : (textOf(own) ?? "\u0000"));
    const module = one.kind === "class" ? one : propertyOf(one, "module");
    if (module?.kind === "class") paths.set(module.node, path);
    fill(paths, propertyOf(one, "children"), path);
  }
}

import { LIMITS } from "./limits.ts";
import { newRouter } from "./frameworks/make.ts";
import { COMMON, isHandler, isPath, ROUTER } from "./frameworks/forms.ts";
import { VERBS } from "./frameworks/members.ts";
import type { Machine } from "./machine/machine.ts";
import { lookUp } from "./machine/names.ts";
import {
  child,
  children,
  descendants,
  isFunctionNode,
  isWrapper,
  literalText,
  nameOf,
  nodes,
  text,
  type Node,
} from "./tree.ts";
import { open, type FunctionValue, type Scope, type Value } from "./value.ts";

/** Functions that make or fill routers and that nobody in the sources calls: what a test, a loader or a main file elsewhere calls. */
export function callFactories(machine: Machine): void {
  for (let round = 0; round < 3; round += 1) {
    const waiting = [...machine.functions.values()].filter((one) => !machine.called.has(one.node) && fillsRouters(one));
    if (waiting.length === 0) return;
    const callers = callersOf(machine);
    // Who calls it knows its arguments: the outermost first.
    for (const one of waiting)
      for (const outer of [...outermost(one, callers), one])
        if (!machine.called.has(one.node) && !machine.called.has(outer.node)) callFactory(machine, outer);
  }
}

type Callers = ReadonlyMap<Node, readonly FunctionValue[]>;

/** The functions that come to call a function and that nobody calls, as far as names tell. */
function outermost(wanted: FunctionValue, callers: Callers): readonly FunctionValue[] {
  const seen = new Set<Node>([wanted.node]);
  const found: FunctionValue[] = [];
  const waiting = [...(callers.get(wanted.node) ?? [])];
  for (let one = waiting.pop(); one !== undefined && seen.size < LIMITS.calls; one = waiting.pop()) {
    if (seen.has(one.node)) continue;
    seen.add(one.node);
    const around = callers.get(one.node) ?? [];
    if (around.length === 0) found.push(one);
    waiting.push(...around);
  }
  return found;
}

/** Who calls whom among the functions that were not called: by the names that stand there. */
function callersOf(machine: Machine): Callers {
  const callers = new Map<Node, FunctionValue[]>();
  for (const module of machine.modules.values()) {
    const waiting = module.body.map((node): readonly [Node, FunctionValue | undefined] => [node, undefined]);
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const [node, around] = next;
      const own = machine.functions.get(node) ?? around;
      const called =
        node.type === "CallExpression" && own !== undefined
          ? calledBy(machine, child(node, "callee"), own.scope)
          : undefined;
      if (called !== undefined && own !== undefined && called.node !== own.node && !machine.called.has(own.node))
        callers.set(called.node, [...(callers.get(called.node) ?? []), own]);
      waiting.push(...children(node).map((one): readonly [Node, FunctionValue | undefined] => [one, own]));
    }
  }
  return callers;
}

/** The function that a name or a member of one means. */
function calledBy(machine: Machine, callee: Node | undefined, scope: Scope): FunctionValue | undefined {
  let top = callee;
  while (top !== undefined && (isWrapper(top) || (top.type === "MemberExpression" && top["computed"] !== true)))
    top = child(top, isWrapper(top) ? "expression" : "object");
  const value = nameOf(top) === "" ? undefined : machine.evaluate(callee, scope);
  return value?.kind === "function" ? value : undefined;
}

function callFactory(machine: Machine, factory: FunctionValue): void {
  const site = { node: factory.node, scope: factory.scope };
  const names = routerParameters(factory);
  const kind = isStarted(machine, factory) ? "app" : "orphan";
  const args = nodes(factory.node, "params").map((one): Value => {
    const name = nameOf(one);
    if (!names.has(name)) return open;
    return { kind: "router", router: newRouter(machine, { framework: frameworkOf(factory), kind, site }) };
  });
  machine.budget.steps = LIMITS.stepsPerStatement;
  machine.call(factory, args, site);
}

/** `"start": "fastify start -l info src/app.js"`: fastify-cli makes the application and hands it in. */
function isStarted({ sources }: Machine, { scope }: FunctionValue): boolean {
  const stemOf = (path = ""): string => path.replace(/^.*\//, "").replace(/\.\w+$/, "");
  const manifest = sources.files.get("package.json") ?? "";
  const started = [...manifest.matchAll(/\bfastify\s+start\b[^"&|]*?([\w./-]+\.[cm]?[jt]s)/g)].map((one) =>
    stemOf(one[1]),
  );
  return started.includes(stemOf(scope.module.path));
}

const frameworkOf = ({ scope }: FunctionValue): "fastify" | "koa" | "express" => {
  const { text: source } = scope.module;
  if (/fastify/i.test(source)) return "fastify";
  return /koa/i.test(source) ? "koa" : "express";
};

/** Parameters on which routes are registered: `app.get("/…", …)`, `router.use(…)`. */
function routerParameters({ node }: FunctionValue): ReadonlySet<string> {
  const names = new Set(
    nodes(node, "params")
      .map(nameOf)
      .filter((name) => name !== ""),
  );
  const found = new Set<string>();
  for (const one of descendants(node)) {
    if (one.type !== "CallExpression") continue;
    const callee = child(one, "callee");
    const owner = nameOf(child(callee, "object"));
    const method = text(child(callee, "property"), "name");
    const [first] = nodes(one, "arguments");
    const args = nodes(one, "arguments");
    const isRoute =
      args.length > 1 &&
      (isHandler(args.at(-1), ROUTER.test(owner)) || hasHandler(args.at(-1))) &&
      (COMMON.has(method) ? isPath(first) : VERBS.has(method) && literalText(first).startsWith("/"));
    if (
      names.has(owner) &&
      (isRoute ||
        (method === "use" && /app|router|server/i.test(owner)) ||
        (method === "route" && first !== undefined) ||
        (method === "register" && /fastify|app|server/i.test(owner)))
    )
      found.add(owner);
  }
  return found;
}

const MAKES = /^(?:express|Router|fastify|Fastify|Koa|(?:create|use)(?:Express|Koa)Server)$/;

/** Fastify's options of a route. */
const hasHandler = (node: Node | undefined): boolean =>
  nodes(node, "properties").some((one) => nameOf(child(one, "key")) === "handler");

function fillsRouters(factory: FunctionValue): boolean {
  if (!isFunctionNode(factory.node) || factory.node["generator"] === true) return false;
  return routerParameters(factory).size > 0 || makesRouters(factory.node) || makesServers(factory);
}

/** `start()` with `new App()`, whose class makes the application. */
function makesServers({ node, scope }: FunctionValue): boolean {
  for (const one of descendants(node)) {
    const made = one.type === "NewExpression" ? lookUp(nameOf(child(one, "callee")), scope) : undefined;
    if (made?.kind === "class" && makesRouters(made.node)) return true;
  }
  return false;
}

export function makesRouters(node: Node): boolean {
  for (const one of descendants(node)) {
    const callee = one.type === "CallExpression" || one.type === "NewExpression" ? child(one, "callee") : undefined;
    const name = nameOf(callee) || text(child(callee, "property"), "name");
    if (MAKES.test(name) || isRequired(callee)) return true;
  }
  return false;
}

/** `require("fastify")(options)`. */
const isRequired = (callee: Node | undefined): boolean =>
  nameOf(child(callee, "callee")) === "require" &&
  /^(?:express|fastify|koa|koa-router|@koa\/router)$/.test(literalText(nodes(callee, "arguments")[0]));

import { LIMITS } from "../limits.ts";
import { koaRoute } from "../frameworks/koa-route.ts";
import { makeRouter } from "../frameworks/make.ts";
import { routerMember } from "../frameworks/members.ts";
import { readSchema } from "../schemas/read.ts";
import { memberType } from "../types/lookup.ts";
import { external, open, unknown, type CallSite, type ClassValue, type ExternalValue, type Value } from "../value.ts";
import { callValue } from "./calls.ts";
import { constructInstance } from "./classes.ts";
import { containerCall, injected } from "./containers.ts";
import { keyedCall } from "./keyed.ts";
import { evaluateExpression } from "./expressions.ts";
import { languageCall } from "./language.ts";
import { loaderCall } from "./loaders.ts";
import type { Checker, Machine, Sources } from "./machine.ts";
import { mergeCall } from "./merges.ts";
import { memberValue } from "./members.ts";
import { loadModule } from "./modules.ts";
import { bindPattern } from "./patterns.ts";
import { resolveSpecifier } from "./resolve.ts";
import { executeAll } from "./statements.ts";

/** An interpreter for the files of one application. */
export function createMachine(sources: Sources, checker?: Checker): Machine {
  const machine: Machine = {
    sources,
    checker,
    modules: new Map(),
    routers: [],
    notes: [],
    budget: { total: LIMITS.steps, steps: LIMITS.stepsPerStatement, depth: 0, calls: 0 },
    active: new Map(),
    called: new Set(),
    followed: new Set(),
    functions: new Map(),
    classes: [],
    constructed: new Set(),
    components: new Map(),
    failures: [],
    shared: new Map(),
    keyed: new Map(),
    framework: [],
    extended: new Map(),
    provided: new Map(),
    recorder: undefined,
    evaluate: (node, scope) => bounded(machine, () => evaluateExpression(machine, node, scope)) ?? unknown,
    execute: (nodes, scope) =>
      bounded(machine, () => executeAll(machine, nodes, scope)) ?? { returned: [], ends: false },
    bind: (pattern, value, scope) => bindPattern(machine, pattern, { value, scope }),
    call: (callee, args, site) => callValue(machine, callee, { args, site, hooks }),
    construct: (made, args, site) => constructBounded(machine, made, { args, site }),
    member: (value, name, site) => memberValue(machine, value, { name, site, hooks: members }),
    schemaOf: (value) => readSchema(machine, value).schema,
    load: (path) => loadModule(machine, path),
    resolve: (from, specifier) => resolveSpecifier(sources, from.path, specifier),
  };
  return machine;
}

const members = { router: routerMember, typeOf: memberType };

const hooks = {
  external: (machine: Machine, called: ExternalValue, site: CallSite): Value | undefined => {
    if (/^(?:@nestjs\/core|routing-controllers|passport)$/.test(called.source)) machine.framework.push(called);
    return (
      makeRouter(machine, called, site) ??
      koaRoute(machine, called, site) ??
      promised(called) ??
      wrappedApp(called) ??
      containerCall(machine, called, site) ??
      resolved(machine, called, site) ??
      keyedCall(machine, called) ??
      loaderCall(machine, called, site) ??
      mergeCall(called) ??
      languageCall(machine, called, site)
    );
  },
};

/** `util.promisify(f)` and the like are what they wrap. */
function promised(called: ExternalValue): Value | undefined {
  const last = called.steps.at(-1);
  const isWrapper = /^(?:express-async-handler|express-async-wrap|http|https|node:http)$/.test(called.source);
  if (!isWrapper || last === undefined || last.kind === "member") return undefined;
  const [first] = last.args;
  if (called.source === "express-async-handler" || called.source === "express-async-wrap") return first;
  return first?.kind === "router" ? external(called.source, [{ kind: "member", name: "server" }]) : undefined;
}

/** `websockify(new Koa())`, `addAsync(express())`: what a package makes of an application serves what the application serves. */
function wrappedApp({ source, steps }: ExternalValue): Value | undefined {
  const last = steps.at(-1);
  const isCall =
    last?.kind === "call" && steps.length <= 2 && steps.slice(0, -1).every(({ kind }) => kind === "member");
  if (!isCall || source.startsWith("@global") || SERVERS.test(source)) return undefined;
  const [first] = last.args;
  return first?.kind === "router" && first.router.kind === "app" ? first : undefined;
}

/** What takes an application and is something else. */
const SERVERS =
  /^(?:(?:node:)?(?:https?|http2|net)|spdy|ws|supertest|light-my-request|inject|.*(?:socket\.io|serverless|lambda|apollo|swagger|test).*)$/;

/** `container.resolve(Application)`, `Container.get(Users)`: whoever keeps the instances, it is one of that class. */
function resolved(machine: Machine, { source, steps }: ExternalValue, site: CallSite): Value | undefined {
  const [before, last] = steps.slice(-2);
  if (source.startsWith("@") && !source.includes("/")) return undefined;
  if (before?.kind !== "member" || !/^(?:resolve|get|build|getAsync|resolveAsync)$/.test(before.name)) return undefined;
  const [wanted] = last?.kind === "call" ? last.args : [];
  return wanted?.kind === "class" ? machine.construct(wanted, [], site) : undefined;
}

/** Every step costs; a stranger's code can neither run for ever nor fill the stack. */
function bounded<Result>(machine: Machine, run: () => Result): Result | undefined {
  const { budget } = machine;
  if (budget.steps <= 0 || budget.depth >= LIMITS.nesting) return undefined;
  budget.steps -= 1;
  budget.depth += 1;
  try {
    return run();
  } finally {
    budget.depth -= 1;
  }
}

function constructBounded(
  machine: Machine,
  made: ClassValue,
  work: { readonly args: readonly Value[]; readonly site: CallSite },
): Value {
  const { budget } = machine;
  if (budget.calls >= LIMITS.calls || budget.steps <= 0) return open;
  budget.calls += 1;
  try {
    const args = work.args.length === 0 ? injected(machine, made) : work.args;
    return constructInstance(machine, made, { ...work, args });
  } finally {
    budget.calls -= 1;
  }
}

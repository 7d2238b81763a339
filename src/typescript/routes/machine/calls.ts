import { LIMITS } from "../limits.ts";
import { child, nameOf, nodes, type Node } from "../tree.ts";
import {
  isNothing,
  nothing,
  open,
  unknown,
  type CallSite,
  type ExternalValue,
  type FunctionValue,
  type Value,
} from "../value.ts";
import { inner, spotOf, typed, typeUse, type Completion, type Machine } from "./machine.ts";
import { alternatives } from "./alternatives.ts";
import { parsedForm } from "./body-parsers.ts";
import { NEW, typeArguments } from "./operands.ts";
import { fix } from "./fixed.ts";

/** What a call gives. Functions of the application are entered; those of packages are remembered. */
export function callValue(machine: Machine, callee: Value, { args, site, hooks }: Calling): Value {
  if (callee.kind === "function" || callee.kind === "native") machine.followed.add(site.node);
  if (callee.kind === "function") return enter(machine, callee, args);
  if (callee.kind === "native") return callee.run(args, site);
  if (callee.kind === "external") return callExternal(machine, callee, { args, site, hooks });
  if (callee.kind === "class") return unknown;
  callBack(machine, args, { site });
  return open;
}

interface Calling {
  readonly args: readonly Value[];
  readonly site: CallSite;
  readonly hooks: Hooks;
}

export interface Hooks {
  /** What a call on a package's value means: a router, a known function of the language; undefined: nothing special. */
  readonly external: (machine: Machine, called: ExternalValue, site: CallSite) => Value | undefined;
}

function callExternal(machine: Machine, callee: ExternalValue, { args, site, hooks }: Calling): Value {
  const step = { kind: "call" as const, args, spot: spotOf(site), types: typeArguments(site.node, site.scope) };
  const called = site.node === NEW ? callee : { ...callee, steps: [...callee.steps, step] };
  const made = hooks.external(machine, called, site);
  if (made !== undefined) return made;
  machine.recorder?.called(called);
  const answered = callBack(machine, site.node === NEW ? madeWith(callee) : args, { site, from: callee });
  const form = parsedForm(callee);
  if (form !== undefined) return { kind: "array", items: [...form], isOpen: false };
  return isThen(callee) && answered !== undefined ? answered : called;
}

/** `new Promise((resolve, reject) => …)` calls what it is given. */
function madeWith({ steps }: ExternalValue): readonly Value[] {
  const last = steps.at(-1);
  return last?.kind === "new" ? last.args : [];
}

/** What gives what its callback gives: promises, lists, transactions, caches, retries. */
const ANSWERED =
  /^(?:then|map|\$?transaction|withTransaction|runInTransaction|\$?runTransaction|withSession|wrap|remember|retry)$/;

const isThen = ({ steps }: ExternalValue): boolean => {
  const last = steps.at(-1);
  return last?.kind === "member" && ANSWERED.test(last.name);
};

/** Functions that are handed to a package are called by it, with what nobody knows. */
export function callBack(
  machine: Machine,
  args: readonly Value[],
  { site, from }: { readonly site: CallSite; readonly from?: ExternalValue },
): Value | undefined {
  const isPackage = from !== undefined && (!from.source.startsWith("@") || from.source.includes("/"));
  const form = from === undefined ? undefined : parsedForm(from);
  const given = form === undefined ? [isPackage ? settled(from) : open, open, open] : [open, ...form];
  let answer: Value | undefined;
  // `res.format({ json: () => …, text: () => … })`.
  const listed = from?.source === "@response" ? args.flatMap(membersIn) : args;
  for (const one of listed) {
    if (one.kind !== "function") continue;
    // While a module runs a callback runs once, and what answers requests not at all; every handler that comes to one has its answers.
    if (machine.recorder === undefined && (machine.called.has(one.node) || isHandler(one.node))) continue;
    const result = machine.call(one, given, site);
    answer ??= result;
  }
  return answer;
}

const membersIn = (value: Value): readonly Value[] =>
  value.kind === "object" ? [...value.properties.values()] : [value];

/** What a promise of a package gives is as unknown as the package. */
const settled = (from: ExternalValue): Value => ({ ...from, steps: from.steps.slice(0, -1) });

/** `(req, res) => …` is called when a request comes, not when the module runs. */
const isHandler = (node: Node): boolean => {
  const names = nodes(node, "params").map((one) => nameOf(one) || nameOf(child(one, "left")));
  return /^_?(?:req|request|ctx|context|c)$/.test(names[0] ?? "") || /^_?(?:res|response|reply)$/.test(names[1] ?? "");
};

/** Runs a function of the application with these arguments. */
function enter(machine: Machine, callee: FunctionValue, args: readonly Value[]): Value {
  const { budget } = machine;
  const active = machine.active.get(callee.node) ?? 0;
  if (budget.calls >= LIMITS.calls || budget.steps <= 0 || active > LIMITS.recursion) return open;
  machine.called.add(callee.node);
  machine.active.set(callee.node, active + 1);
  budget.calls += 1;
  const left = machine.recorder === undefined ? [] : uncalled(machine, args);
  try {
    const value = named(callee, args, run(machine, callee, args));
    // What it keeps for later, or calls in a way that nobody could follow.
    for (const one of left)
      if (!machine.called.has(one.node)) machine.call(one, [open, open, open], { node: one.node, scope: one.scope });
    return value;
  } finally {
    budget.calls -= 1;
    machine.active.set(callee.node, active);
  }
}

/** Callbacks among the arguments, forgotten to have been called before. */
function uncalled(machine: Machine, args: readonly Value[]): readonly FunctionValue[] {
  const callbacks = args.flatMap((one) => (one.kind === "function" && one.made === undefined ? [one] : []));
  for (const one of callbacks) machine.called.delete(one.node);
  return callbacks;
}

function run(machine: Machine, callee: FunctionValue, args: readonly Value[]): Value {
  const { node } = callee;
  const scope = inner(callee.scope, { receiver: callee.receiver ?? callee.scope.receiver, home: callee.home });
  nodes(node, "params").forEach((parameter, index) => {
    const isRest = parameter.type === "RestElement";
    const value = isRest ? { kind: "array" as const, items: args.slice(index), isOpen: false } : (args[index] ?? open);
    machine.bind(parameter, isNothing(value) && index >= args.length ? open : value, scope);
  });
  fix(scope);
  const body = child(node, "body");
  if (body === undefined) return unknown;
  const value =
    body.type === "BlockStatement"
      ? given(machine, machine.execute(nodes(body, "body"), scope))
      : machine.evaluate(body, scope);
  return declared(value, callee);
}

const given = (machine: Machine, done: Completion): Value => alternatives(machine, done.returned) ?? best(done);

/** Of several returns the one that says most. */
function best({ returned }: Completion): Value {
  const rank = ({ kind }: Value): number => ["unknown", "constant", "external"].indexOf(kind);
  return (
    returned.reduce<Value | undefined>((kept, one) => {
      if (kept === undefined) return one;
      if (rank(kept) >= 0 && rank(one) < 0) return one;
      return (kept.kind === "unknown" && one.kind !== "unknown") || (kept.kind === "constant" && !kept.value)
        ? one
        : kept;
    }, undefined) ?? nothing
  );
}

/** What a function says that it returns stands in for what it was not seen to return. */
function declared(value: Value, { node, scope }: FunctionValue): Value {
  const type = typeUse(child(node, "returnType"), scope);
  if (type === undefined) return value;
  if (value.kind === "unknown" && value.type === undefined) return { ...value, ...typed(type) };
  return value.kind === "external" && (value.source === "@global" || !value.source.startsWith("@"))
    ? { ...value, type }
    : value;
}

/** A function that comes out of a call remembers it: `validate(schema)` is known by its arguments. */
function named(callee: FunctionValue, args: readonly Value[], value: Value): Value {
  if (value.kind === "function" && value.made === undefined) return { ...value, made: { name: callee.name, args } };
  return value;
}

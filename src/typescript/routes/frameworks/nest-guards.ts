import type { Machine } from "../machine/machine.ts";
import { instanceMember, lineOf, membersOf } from "../machine/classes.ts";
import { observe } from "../facts/record.ts";
import { decoratorsOf } from "../types/decorators.ts";
import { child, children, descendants, keyName, nameOf, nodes, type Node } from "../tree.ts";
import { external, open, pathOf, type ClassValue, type FunctionValue, type Value } from "../value.ts";

/** What guards refuse with: what their code throws; 403 where it only says no; 401 for those of packages, 429 for those that count. */
export function guardStatus(machine: Machine, guards: readonly Value[]): readonly number[] {
  if (guards.length === 0) return [401];
  return [...new Set(guards.flatMap((guard) => statusesOf(machine, guard)))];
}

function statusesOf(machine: Machine, guard: Value): readonly number[] {
  const made = guard.kind === "object" ? guard.of : guard;
  if (made?.kind !== "class") return [refusalOf(guard)];
  const own = instanceMember(machine, open, { made, name: "canActivate" });
  if (own?.kind !== "function") return inherited(machine, made);
  const { answers, returned } = observe(machine, own, "nestjs");
  const thrown = answers.flatMap(({ status }) => status ?? []);
  if (lineOf(machine, made).every(asksOn))
    return [...thrown, ...inherited(machine, made), ...(returned.some(isNo) ? [FORBIDDEN] : [])];
  return thrown.length > 0 && !returned.some(mayRefuse) ? thrown : [...thrown, FORBIDDEN];
}

const FORBIDDEN = 403;

/** What a class of a package does for those that extend it. The one of @nestjs/passport leaves what to throw to `handleRequest`. */
function inherited(machine: Machine, made: ClassValue): readonly number[] {
  const handle = instanceMember(machine, open, { made, name: "handleRequest" });
  if (handle?.kind === "function")
    return observe(machine, handle, { framework: "nestjs", args: [open, open, open, open] }).answers.flatMap(
      ({ status }) => status ?? [],
    );
  const last = lineOf(machine, made).at(-1);
  const parent = last === undefined ? undefined : child(last.node, "superClass");
  return [refusalOf(parent === undefined || last === undefined ? open : machine.evaluate(parent, last.scope))];
}

const refusalOf = (guard: Value): number =>
  guard.kind === "external" && pathOf(guard).split(".").at(-1)?.startsWith("Throttler") === true ? 429 : 401;

/** Whether a class leaves it to the one that it extends. */
const asksOn = (made: ClassValue): boolean =>
  membersOf(made).every((one) => keyName(child(one, "key")) !== "canActivate" || asksParent(one));

/** `return super.canActivate(context)`, unless what it throws is caught and let go. */
function asksParent(node: Node, isCaught = false): boolean {
  if (node.type === "Super") return !isCaught;
  if (node.type !== "TryStatement") return children(node).some((one) => asksParent(one, isCaught));
  const handler = child(node, "handler");
  const isKept = handler !== undefined && ![...descendants(handler)].some(({ type }) => type === "ThrowStatement");
  return children(node).some((one) => asksParent(one, isCaught || (isKept && one === child(node, "block"))));
}

const isNo = (value: Value): boolean => value.kind === "constant" && value.value === false;

/** A guard that says no without throwing: `return user.isAdmin`. What a package answers is its own. */
const mayRefuse = (value: Value): boolean =>
  value.kind === "constant" ? isNo(value) : value.kind === "unknown" || isRequestPart(value);

const isRequestPart = (value: Value): boolean => value.kind === "external" && value.source.startsWith("@");

const GIVEN: ReadonlyMap<string, string> = new Map([
  ["Req", "@request"],
  ["Request", "@request"],
  ["Res", "@response"],
  ["Response", "@response"],
  ["request", "@request"],
  ["response", "@response"],
]);

/** What a parameter without a decorator is taken for where a kit hands in all three. */
const NAMED: ReadonlyMap<string, string> = new Map([
  ["req", "@request"],
  ["res", "@response"],
]);

/** The request and the answer, for the parameters that ask for them. */
export function givenTo({ node }: FunctionValue): readonly Value[] {
  return nodes(node, "params").map((one) => {
    const decorators = decoratorsOf(one);
    const name = decorators.find((decorator) => GIVEN.has(decorator.name))?.name;
    const source = name === undefined ? NAMED.get(decorators.length === 0 ? nameOf(one) : "") : GIVEN.get(name);
    return source === undefined ? open : external(source);
  });
}

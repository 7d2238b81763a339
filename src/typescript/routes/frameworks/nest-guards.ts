import type { Machine } from "../machine/machine.ts";
import { instanceMember } from "../machine/classes.ts";
import { observe } from "../facts/record.ts";
import { decoratorsOf } from "../types/decorators.ts";
import { nameOf, nodes } from "../tree.ts";
import { external, open, type FunctionValue, type Value } from "../value.ts";

/** What guards refuse with: what their code throws; 403 where it only says no; 401 for those of packages. */
export function guardStatus(machine: Machine, guards: readonly Value[]): readonly number[] {
  if (guards.length === 0) return [401];
  return [...new Set(guards.flatMap((guard) => statusesOf(machine, guard)))];
}

function statusesOf(machine: Machine, guard: Value): readonly number[] {
  if (guard.kind !== "class") return [401];
  const method = instanceMember(machine, open, { made: guard, name: "canActivate" });
  if (method?.kind !== "function") return [401];
  const { answers, returned } = observe(machine, method, "nestjs");
  const thrown = answers.flatMap(({ status }) => status ?? []);
  return thrown.length > 0 && !returned.some(mayRefuse) ? thrown : [...thrown, 403];
}

/** A guard that says no without throwing: `return user.isAdmin`. What a package answers is its own. */
const mayRefuse = (value: Value): boolean =>
  value.kind === "constant" ? value.value === false : value.kind === "unknown" || isRequestPart(value);

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

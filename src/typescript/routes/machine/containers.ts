import { keyName, child, nameOf, nodes, text, type Node } from "../tree.ts";
import { decoratorsOf } from "../types/decorators.ts";
import { object, open, pathOf, propertyOf, textOf, type CallSite, type ExternalValue, type Value } from "../value.ts";
import { lineOf, membersOf } from "./classes.ts";
import type { Machine } from "./machine.ts";

/** What a container was told to give for a name, a symbol or a class: a value, or how it is made. */
export interface Provided {
  readonly make: () => Value;
  made?: Value;
}

const PACKAGES = /^(?:inversify|tsyringe|typedi|awilix|awilix-\w+|bottlejs|injection-js|@loopback\/context)$/;

/** A container's key as text: a name, a symbol by its description, a class by its place. */
function keyOf(value: Value | undefined): string | undefined {
  const name = textOf(value);
  if (name !== undefined) return `name ${name}`;
  if (value?.kind === "class") return `class ${value.scope.module.path} ${value.node.start}`;
  const last = value?.kind === "external" && value.source === "@global" ? value.steps.at(-1) : undefined;
  return last?.kind === "call" && value?.kind === "external" && pathOf(value).startsWith("Symbol")
    ? `symbol ${textOf(last.args[0]) ?? ""}`
    : undefined;
}

function provide(machine: Machine, key: string | undefined, make: () => Value): void {
  if (key !== undefined) machine.provided.set(key, { make });
}

function take(machine: Machine, key: string | undefined): Value | undefined {
  const found = key === undefined ? undefined : machine.provided.get(key);
  if (found === undefined) return undefined;
  found.made ??= found.make();
  return found.made;
}

/** `bind(TYPES.Users).to(Users)`, whoever gave the `bind`. */
export function bound(machine: Machine, args: readonly Value[], site: CallSite): void {
  const callee = child(site.node, "callee");
  const how = callee?.type === "MemberExpression" ? text(child(callee, "property"), "name") : "";
  const before = child(callee, "object");
  const asked = before?.type === "CallExpression" ? child(before, "callee") : undefined;
  if (
    !/^to(?:ConstantValue|DynamicValue)?$/.test(how) ||
    !/^(?:re)?bind$/.test(nameOf(asked) || text(child(asked, "property"), "name"))
  )
    return;
  const [value = open] = args;
  const key = keyOf(machine.evaluate(nodes(before, "arguments")[0], site.scope));
  provide(machine, key, () =>
    madeOf(machine, {
      how: how === "toDynamicValue" ? "useFactory" : how === "to" ? "useClass" : "useValue",
      value,
      site,
    }),
  );
}

interface Making {
  readonly how: string;
  readonly value: Value;
  readonly site: CallSite;
}

function madeOf(machine: Machine, { how, value, site }: Making): Value {
  if (how === "useClass" && value.kind === "class") return machine.construct(value, injected(machine, value), site);
  if (how === "useFactory" && value.kind === "function")
    return machine.call(value, [namesFor(machine, value.node)], site);
  return value;
}

/** Registering and finding in a container of a package. Undefined for every other call. */
export function containerCall(machine: Machine, called: ExternalValue, site: CallSite): Value | undefined {
  const [before, last] = called.steps.slice(-2);
  // `asFunction(makeUsers)` only says how.
  if (called.source === "awilix" && AWILIX.has(pathOf(called))) return called;
  if (!PACKAGES.test(called.source) || before?.kind !== "member" || last?.kind !== "call") return undefined;
  const [first, second] = last.args;
  if (/^(?:get|resolve|getAsync|resolveAsync)$/.test(before.name))
    return (
      take(machine, keyOf(first)) ??
      (first?.kind === "class" ? machine.construct(first, injected(machine, first), site) : undefined)
    );
  if (!/^(?:register|registerSingleton|registerInstance|registerClass|set|singleton)$/.test(before.name))
    return undefined;
  if (first?.kind === "object")
    for (const [name, value] of first.properties) register(machine, `name ${name}`, { value, site });
  else if (second !== undefined)
    register(machine, keyOf(first), {
      value: second,
      site,
      isClass: before.name !== "registerInstance" && before.name !== "set",
    });
  return undefined;
}

interface Registering {
  readonly value: Value;
  readonly site: CallSite;
  readonly isClass?: boolean;
}

/** `{ useClass: Users }`, `asFunction(makeUsers)`, a class, a value. */
function register(machine: Machine, key: string | undefined, { value, site, isClass = true }: Registering): void {
  const how = ["useClass", "useValue", "useFactory"].find((name) => propertyOf(value, name) !== undefined);
  if (how !== undefined)
    return provide(machine, key, () => madeOf(machine, { how, value: propertyOf(value, how) ?? open, site }));
  const made = value.kind === "external" ? value.steps.find(({ kind }) => kind === "call") : undefined;
  const [given] = made?.kind === "call" ? made.args : [];
  const way =
    value.kind === "external" ? AWILIX.get(pathOf(value)) : isClass && value.kind === "class" ? "useClass" : undefined;
  provide(machine, key, () => madeOf(machine, { how: way ?? "useValue", value: given ?? value, site }));
}

const AWILIX: ReadonlyMap<string, string> = new Map([
  ["asClass", "useClass"],
  ["asFunction", "useFactory"],
  ["asValue", "useValue"],
]);

/** What a constructor that is given nothing is given by a container: for `@inject(TYPES.Users)`, and awilix's one object of all. */
export function injected(machine: Machine, made: Value): readonly Value[] {
  if (made.kind !== "class" || machine.provided.size === 0) return [];
  const constructor = lineOf(machine, made)
    .map((one) => membersOf(one).find((member) => member["kind"] === "constructor"))
    .find((one) => one !== undefined);
  const parameters = nodes(child(constructor, "value"), "params");
  if (parameters.length === 1 && decoratorsOf(parameters[0]).length === 0 && parameters[0]?.type === "ObjectPattern")
    return [namesFor(machine, child(constructor, "value") ?? parameters[0])];
  const values = parameters.map((one) => {
    const decorator = decoratorsOf(one).find(({ name }) => /^inject$/i.test(name));
    return decorator === undefined ? undefined : take(machine, keyOf(machine.evaluate(decorator.args[0], made.scope)));
  });
  return values.some((one) => one !== undefined) ? values.map((one) => one ?? open) : [];
}

/** The registrations that a function's first parameter takes apart. */
function namesFor(machine: Machine, node: Node): Value {
  const [first] = nodes(node, "params");
  const names = nodes(first, "properties").flatMap((one) => keyName(child(one, "key")) ?? []);
  return object(
    names.map((name): readonly [string, Value] => [name, take(machine, `name ${name}`) ?? open]),
    true,
  );
}

/** `container.cradle.users`. */
export function ofCradle(machine: Machine, { source, steps }: ExternalValue, name: string): Value | undefined {
  const last = steps.at(-1);
  return source === "awilix" && last?.kind === "member" && last.name === "cradle"
    ? take(machine, `name ${name}`)
    : undefined;
}

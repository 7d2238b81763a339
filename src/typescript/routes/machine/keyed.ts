import { constant, nothing, pathOf, textOf, type ExternalValue, type Value } from "../value.ts";
import type { Machine } from "./machine.ts";
import { tableCall } from "./tables.ts";

/**
 * What is kept for a class or a function: `map.set(target, routes)` and `Reflect.defineMetadata("routes", routes, target)`, as decorators of
 * an application's own do, and found again. Undefined for every other call.
 */
export function keyedCall(machine: Machine, called: ExternalValue): Value | undefined {
  const last = called.steps.at(-1);
  if (called.source !== "@global" || last?.kind !== "call") return undefined;
  const path = pathOf(called);
  const listed = tableCall(machine, called);
  if (listed !== undefined) return listed;
  if (/^Reflect\.(?:define|get|getOwn|has|hasOwn)Metadata$/.test(path)) return ofMetadata(machine, path, last.args);
  return /^(?:Weak)?Map$/.test(path) ? ofMap(machine, called, last.args) : undefined;
}

/** `new Map()` is known by its place: the step that made it. */
function ofMap(machine: Machine, { steps }: ExternalValue, [key, value]: readonly Value[]): Value | undefined {
  const made = steps.find(({ kind }) => kind === "new");
  const method = steps.at(-2);
  const identity = identityOf(key);
  if (made === undefined || method?.kind !== "member" || identity === undefined) return undefined;
  return access(machine, { owner: made, identity, name: "" }, { method: method.name, value });
}

function ofMetadata(machine: Machine, path: string, args: readonly Value[]): Value | undefined {
  const isDefined = path === "Reflect.defineMetadata";
  const [name, ...rest] = args;
  const [target, property] = isDefined ? rest.slice(1) : rest;
  const identity = identityOf(target);
  if (identity === undefined) return undefined;
  const key = `${textOf(name) ?? nameOfSymbol(name)} ${textOf(property) ?? ""}`;
  const method = isDefined ? "set" : path.includes("has") ? "has" : "get";
  return access(machine, { owner: METADATA, identity, name: key }, { method, value: isDefined ? rest[0] : undefined });
}

const METADATA = {};

const nameOfSymbol = (value: Value | undefined): string => {
  const last = value?.kind === "external" ? value.steps.at(-1) : undefined;
  return last?.kind === "call" ? `symbol ${textOf(last.args[0]) ?? ""}` : "";
};

interface Slot {
  readonly owner: object;
  readonly identity: object;
  readonly name: string;
}

function access(
  machine: Machine,
  { owner, identity, name }: Slot,
  { method, value }: { readonly method: string; readonly value: Value | undefined },
): Value | undefined {
  const table = machine.keyed.get(owner) ?? new Map<object, Map<string, Value>>();
  machine.keyed.set(owner, table);
  const slots = table.get(identity) ?? new Map<string, Value>();
  table.set(identity, slots);
  if (method === "get") return slots.get(name) ?? nothing;
  if (method === "has") return constant(slots.has(name));
  if (method !== "set" || value === undefined) return undefined;
  slots.set(name, value);
  return nothing;
}

/** A class, its prototype and a function are the same wherever they are seen. */
function identityOf(value: Value | undefined): object | undefined {
  if (value?.kind === "class" || value?.kind === "function") return value.node;
  const made = value?.kind === "object" ? value.properties.get("constructor") : undefined;
  return made?.kind === "class" ? made.node : undefined;
}

import { array, constant, native, nothing, textOf, type ExternalValue, type Step, type Value } from "../value.ts";
import type { Machine } from "./machine.ts";

/** A `new Map(…)` or `new Set(…)` of the application: its place is what it is known by. */
interface Table {
  readonly made: Step;
  readonly isSet: boolean;
  readonly given: Value | undefined;
}

function tableIn(value: Value | undefined): Table | undefined {
  if (value?.kind !== "external" || value.source !== "@global") return undefined;
  const [name, made] = value.steps;
  if (name?.kind !== "member" || made?.kind !== "new" || !/^(?:Weak)?(?:Map|Set)$/.test(name.name)) return undefined;
  return { made, isSet: name.name.endsWith("Set"), given: made.args[0] };
}

/** Pairs of a map, items of a set, as a loop over it sees them. Undefined for any other value, and where nothing is known of it. */
export function itemsOfTable(machine: Machine, value: Value | undefined): readonly Value[] | undefined {
  if (value?.kind !== "external" || value.steps.length !== 2) return undefined;
  const table = tableIn(value);
  if (table === undefined) return undefined;
  const items = itemsIn(machine, table);
  return items.length === 0 ? undefined : items;
}

function itemsIn(machine: Machine, table: Table): readonly Value[] {
  const { given } = table;
  const first = given?.kind === "array" ? given.items : (itemsOfTable(machine, given) ?? []);
  const added = addedTo(machine, table.made);
  if (table.isSet) return [...first, ...added.values()];
  const kept = first.filter((one) => !added.has(textOf(keyOf(one)) ?? ""));
  return [...kept, ...[...added].map(([key, one]) => array([constant(key), one]))];
}

const keyOf = (pair: Value | undefined): Value | undefined => (pair?.kind === "array" ? pair.items[0] : undefined);

/** What `set` and `add` put in, by its text or in order. */
function addedTo(machine: Machine, made: Step): Map<string, Value> {
  const slots = machine.keyed.get(made) ?? new Map<object, Map<string, Value>>();
  machine.keyed.set(made, slots);
  const added = slots.get(TEXTS) ?? new Map<string, Value>();
  slots.set(TEXTS, added);
  return added;
}

/** The place of keys that are texts, among those that are classes. */
const TEXTS = {};

/** `map.set("users", users)`, `map.get("users")`, `set.add(router)`, and lists of what they hold. Undefined for any other call. */
export function tableCall(machine: Machine, called: ExternalValue): Value | undefined {
  const last = called.steps.at(-1);
  const method = called.steps.at(-2);
  const table = tableIn(called);
  if (table === undefined || called.steps.length !== 4 || last?.kind !== "call" || method?.kind !== "member")
    return undefined;
  const self = { ...called, steps: called.steps.slice(0, 2) };
  const [key, value] = last.args;
  // What happens while a request is answered is no part of the application's form.
  if (method.name === "get") return found(machine, table, textOf(key));
  if (machine.recorder !== undefined) return undefined;
  if (method.name === "add" && table.isSet)
    return put(machine, table, { key: `${addedTo(machine, table.made).size}`, value: key, self });
  if (method.name === "set" && !table.isSet) return put(machine, table, { key: textOf(key), value, self });
  const items = itemsIn(machine, table);
  return items.length === 0 ? undefined : LISTS.get(method.name)?.(items, table.isSet);
}

interface Put {
  readonly key: string | undefined;
  readonly value: Value | undefined;
  readonly self: Value;
}

function put(machine: Machine, { made }: Table, { key, value, self }: Put): Value | undefined {
  if (key === undefined || value === undefined) return undefined;
  addedTo(machine, made).set(key, value);
  return self;
}

function found(machine: Machine, table: Table, key: string | undefined): Value | undefined {
  if (key === undefined) return undefined;
  const pair = itemsIn(machine, table).find((one) => textOf(keyOf(one)) === key);
  return pair?.kind === "array" ? pair.items[1] : undefined;
}

const LISTS: ReadonlyMap<string, (items: readonly Value[], isSet: boolean) => Value> = new Map([
  ["entries", (items: readonly Value[]) => array(items)],
  [
    "keys",
    (items: readonly Value[], isSet: boolean) => array(isSet ? items : items.map((one) => keyOf(one) ?? nothing)),
  ],
  ["values", (items: readonly Value[], isSet: boolean) => array(isSet ? items : items.map(valueOfPair))],
]);

const valueOfPair = (pair: Value): Value => (pair.kind === "array" ? (pair.items[1] ?? nothing) : pair);

/** `map.forEach((value, key) => …)`: a map hands the value in first. */
export function eachOfTable(machine: Machine, value: ExternalValue): Value | undefined {
  const items = itemsOfTable(machine, value);
  if (items === undefined) return undefined;
  return native(([callback], site) => {
    for (const one of items)
      if (callback !== undefined) machine.call(callback, [valueOfPair(one), keyOf(one) ?? one], site);
    return nothing;
  });
}

import { constant, object, type CallSite, type FunctionValue, type ObjectValue, type Value } from "../value.ts";
import type { Machine } from "./machine.ts";

/** `App.prototype`: one for a function, wherever it is seen. */
export function prototypeOf(made: FunctionValue): ObjectValue {
  const known = made.properties.get("prototype");
  if (known?.kind === "object") return known;
  const prototype = object([["constructor", made]], true);
  made.properties.set("prototype", prototype);
  return prototype;
}

/** `new App(options)` of a function: an object with what its prototype has by then. */
export function constructFunction(
  machine: Machine,
  made: FunctionValue,
  { args, site }: { readonly args: readonly Value[]; readonly site: CallSite },
): Value {
  const instance = object([...prototypeOf(made).properties, ["constructor", made]], true);
  const value = machine.call({ ...made, receiver: instance }, args, site);
  return value.kind === "constant" || value.kind === "unknown" ? instance : value;
}

/** `util.inherits(App, Base)`, `Object.setPrototypeOf(App.prototype, Base.prototype)`. */
export function inherit(heir: Value | undefined, from: Value | undefined): void {
  const [to, base] = [heir, from].map((one) => (one?.kind === "function" ? prototypeOf(one) : one));
  if (to?.kind !== "object" || base?.kind !== "object") return;
  for (const [name, value] of base.properties) if (!to.properties.has(name)) to.properties.set(name, value);
}

/** Whether an object was made by a function; undefined where that is not known. */
export function isMadeBy(value: Value, wanted: Value): Value | undefined {
  if (value.kind !== "object" || wanted.kind !== "function") return undefined;
  const made = value.properties.get("constructor");
  return made?.kind === "function" ? constant(made.node === wanted.node) : undefined;
}

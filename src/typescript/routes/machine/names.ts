import { external, nothing, type Binding, type Scope, type Value } from "../value.ts";

const GLOBALS: ReadonlySet<string> = new Set(
  (
    "Object Array JSON Promise process console Number String Boolean Math Date RegExp Symbol Error TypeError Map Set Buffer URL " +
    "fetch setTimeout setInterval setImmediate globalThis parseInt parseFloat encodeURIComponent require Reflect Intl structuredClone"
  ).split(" "),
);

/** What a name means here. */
export function lookUp(name: string, scope: Scope): Value | undefined {
  if (name === "undefined") return nothing;
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
    const found = at.variables.get(name);
    if (found !== undefined) return valueOf(found);
  }
  return GLOBALS.has(name) ? external("@global", [{ kind: "member", name }]) : undefined;
}

const valueOf = (binding: Binding): Value => ("read" in binding ? binding.read() : binding.value);

/** `x = …`: the nearest scope that declares it. */
export function assignName(name: string, value: Value, scope: Scope): void {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
    const found = at.variables.get(name);
    if (found === undefined) continue;
    if (!("value" in found)) return;
    found.value = value;
    found.isFixed = false;
    return;
  }
  scope.variables.set(name, { value });
}

export function declare(name: string, value: Value, scope: Scope): void {
  if (name !== "") scope.variables.set(name, { value });
}

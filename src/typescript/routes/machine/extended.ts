import { pathOf, type ExternalValue, type Value } from "../value.ts";
import type { Machine } from "./machine.ts";

/** `response` of `express.response`, which every answer has as its prototype. */
const PROTOTYPES: ReadonlyMap<string, string> = new Map([
  ["request", "@request"],
  ["response", "@response"],
]);

function kindOf(target: ExternalValue): string | undefined {
  if (/^@(?:request|response|context|reply)$/.test(target.source))
    return target.steps.length === 0 ? target.source : undefined;
  return target.source === "express" ? PROTOTYPES.get(pathOf(target)) : undefined;
}

/** `res.ok = (data) => …` in middleware, `app.context.success = function (data) { … }`: what handlers call later. */
export function extend(
  machine: Machine,
  target: ExternalValue,
  { name, value }: { readonly name: string; readonly value: Value },
): void {
  const kind = kindOf(target);
  if (kind === undefined || value.kind !== "function") return;
  const known = machine.extended.get(kind) ?? new Map<string, typeof value>();
  machine.extended.set(kind, known.set(name, value));
}

/** What the application put on a request, an answer or a context. */
export function extension(machine: Machine, target: ExternalValue, name: string): Value | undefined {
  const kind = machine.recorder === undefined ? undefined : kindOf(target);
  return kind === undefined ? undefined : machine.extended.get(kind)?.get(name);
}

import { instanceMember, lineOf } from "../machine/classes.ts";
import type { Machine } from "../machine/machine.ts";
import { decoratorsOf } from "../types/decorators.ts";
import { external, native, object, open, type Value } from "../value.ts";

/** What an exception filter is given to answer with. */
const HOST = object([
  [
    "switchToHttp",
    native(() =>
      object([
        ["getRequest", native(() => external("@request"))],
        ["getResponse", native(() => external("@response"))],
      ]),
    ),
  ],
]);

/** The `catch` of the class that is decorated with `@Catch(Missing)` for what is thrown, and what it is called with. */
export function filterOf(machine: Machine, thrown: Value) {
  if (thrown.kind !== "object" || thrown.of === undefined) return undefined;
  const names = lineOf(machine, thrown.of);
  for (const made of machine.classes) {
    const decorator = decoratorsOf(made.node).find(({ name }) => name === "Catch");
    const caught = decorator?.args.map((one) => machine.evaluate(one, made.scope)) ?? [];
    if (!caught.some((one) => one.kind === "class" && names.some(({ node }) => node === one.node))) continue;
    const method = instanceMember(machine, open, { made, name: "catch" });
    if (method?.kind === "function") return { method, args: [thrown, HOST] };
  }
  return undefined;
}

import { child, nodes, type Node } from "../tree.ts";
import { unknown, type CallSite, type Scope, type TypeUse, type Value } from "../value.ts";
import { spotOf, type Machine } from "./machine.ts";
import { memberName } from "./patterns.ts";
import { itemsOfTable } from "./tables.ts";

/** `a.b` with what `a` is. */
export function memberOf(machine: Machine, node: Node, scope: Scope): { readonly owner: Value; readonly value: Value } {
  const owner = machine.evaluate(child(node, "object"), scope);
  const name = memberName(machine, node, scope);
  const value = name === undefined ? someMember(owner) : machine.member(owner, name, { node, scope });
  return { owner, value: spotted(machine, value, { node, scope }) };
}

/** What is not known can be asked of a checker by its place. */
export function spotted(machine: Machine, value: Value, site: CallSite): Value {
  return value.kind === "unknown" && value.spot === undefined && machine.checker !== undefined
    ? { ...value, spot: { ...spotOf(site), end: site.node.end } }
    : value;
}

/** `handlers[key]` where nobody knows the key: any of them, if they are of a kind. */
function someMember(owner: Value): Value {
  if (owner.kind === "external") return { ...owner, steps: [...owner.steps, { kind: "member", name: "*" }] };
  return unknown;
}

/** Items or arguments with `...` taken apart. */
export function spreadAll(machine: Machine, list: readonly Node[], scope: Scope) {
  let isOpen = false;
  const items = list.flatMap((one): readonly Value[] => {
    if (one.type !== "SpreadElement") return [machine.evaluate(one, scope)];
    const spread = machine.evaluate(child(one, "argument"), scope);
    if (spread.kind === "array") {
      isOpen ||= spread.isOpen;
      return spread.items;
    }
    const listed = itemsOfTable(machine, spread);
    isOpen ||= listed === undefined;
    return listed ?? [spread];
  });
  return { items, isOpen };
}

/** Marks a call that is the `new` itself. */
export const NEW: Node = { type: "New", start: 0, end: 0 };

export function typeArguments(node: Node, scope: Scope): readonly TypeUse[] {
  return nodes(child(node, "typeArguments"), "params").map((one) => ({ node: one, scope }));
}

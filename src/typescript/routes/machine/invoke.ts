import { child, nameOf, nodes, text, type Node } from "../tree.ts";
import { array, constant, nothing, object, pathOf, type CallSite, type Scope, type Value } from "../value.ts";
import { initialize, parentOf } from "./classes.ts";
import { bound } from "./containers.ts";
import { spotOf, type Machine } from "./machine.ts";
import { memberOf, NEW, spotted, spreadAll, typeArguments } from "./operands.ts";
import { constructFunction } from "./prototypes.ts";

/** `f(a, ...b)`. */
export const call = (machine: Machine, node: Node, scope: Scope): Value => {
  const callee = child(node, "callee");
  const { items } = spreadAll(machine, nodes(node, "arguments"), scope);
  const site = { node, scope };
  if (callee?.type === "Super") return superCall(machine, items, site);
  streamed(machine, items, site);
  bound(machine, items, site);
  return spotted(machine, machine.call(called(machine, callee, scope), items, site), site);
};

/** `stream.pipe(res)`, `pipeline(stream, gzip, res)`: the answer is what flows into it, wherever the stream comes from. */
function streamed({ recorder }: Machine, args: readonly Value[], { node, scope }: CallSite): void {
  const callee = child(node, "callee");
  const name = nameOf(callee) || text(child(callee, "property"), "name");
  const target = args.find((one) => one.kind === "external" && /^@(?:response|reply)$/.test(one.source));
  if (target?.kind !== "external" || !/^(?:pipe|pipeline|pipeTo)$/.test(name)) return;
  const call = { kind: "call" as const, args: [], spot: spotOf({ node, scope }), types: [] };
  recorder?.called({ ...target, steps: [{ kind: "member", name: "pipe" }, call] });
}

/** What is called: a function that is found in an object or on an answer has it as its `this`. */
function called(machine: Machine, callee: Node | undefined, scope: Scope): Value {
  if (callee?.type !== "MemberExpression") return machine.evaluate(callee, scope);
  const { owner, value } = memberOf(machine, callee, scope);
  const isOwn =
    value.kind === "function" && value.receiver === undefined && value.node.type !== "ArrowFunctionExpression";
  return isOwn && (owner.kind === "object" || owner.kind === "external") ? { ...value, receiver: owner } : value;
}

function superCall(
  machine: Machine,
  args: readonly Value[],
  site: { readonly node: Node; readonly scope: Scope },
): Value {
  const { home, receiver } = site.scope;
  const parent = home === undefined ? undefined : parentOf(machine, home);
  if (receiver?.kind !== "object") return nothing;
  if (parent !== undefined) initialize(machine, parent, { args, site, instance: receiver });
  else receiver.properties.set("*super*", array(args));
  return nothing;
}

/** `new F(a)`. */
export const construct = (machine: Machine, node: Node, scope: Scope): Value => {
  const callee = machine.evaluate(child(node, "callee"), scope);
  const { items } = spreadAll(machine, nodes(node, "arguments"), scope);
  const site = { node, scope };
  if (callee.kind === "class") return machine.construct(callee, items, site);
  if (callee.kind === "function") return constructFunction(machine, callee, { args: items, site });
  if (callee.kind !== "external") return machine.call(callee, items, site);
  if (callee.source === "@global" && /^\w*Error$/.test(pathOf(callee))) return plainError(pathOf(callee), items);
  const types = typeArguments(node, scope);
  const made = {
    ...callee,
    steps: [...callee.steps, { kind: "new" as const, args: items, spot: spotOf(site), types }],
  };
  return machine.call(made, [], { node: NEW, scope });
};

/** An error that an application may say more of: `error.status = 409`. */
const plainError = (name: string, [message = nothing]: readonly Value[]): Value =>
  object([
    ["name", constant(name)],
    ["message", message],
  ]);

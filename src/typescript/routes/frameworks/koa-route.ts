import type { Machine } from "../machine/machine.ts";
import type { CallSite, ExternalValue, Value } from "../value.ts";
import { newRouter } from "./make.ts";
import { VERBS } from "./members.ts";
import { addRoute } from "./routes.ts";

/** koa-route's `route.get("/users/:id", handler)` is middleware that holds one route. */
export function koaRoute(machine: Machine, { source, steps }: ExternalValue, site: CallSite): Value | undefined {
  const [member, call] = steps;
  if (source !== "koa-route" || steps.length !== 2 || member?.kind !== "member" || call?.kind !== "call")
    return undefined;
  if (!VERBS.has(member.name) || call.args.length < 2) return undefined;
  const router = newRouter(machine, { framework: "koa", kind: "router", site });
  addRoute(member.name === "del" ? "DELETE" : member.name.toUpperCase(), { machine, router, args: call.args, site });
  return { kind: "router", router };
}

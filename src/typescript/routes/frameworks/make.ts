import {
  pathOf,
  propertyOf,
  type CallSite,
  type ExternalValue,
  type Framework,
  type RouterNode,
  type Value,
} from "../value.ts";
import { spotOf, type Machine } from "../machine/machine.ts";

interface Maker {
  readonly source: RegExp;
  readonly path: RegExp;
  readonly framework: Framework;
  readonly kind: "app" | "router";
}

/** What makes an application or a router. */
const MAKERS: readonly Maker[] = [
  { source: /^express$/, path: /^(?:express)?$/, framework: "express", kind: "app" },
  { source: /^express$/, path: /^Router$/, framework: "express", kind: "router" },
  {
    source: /^express-(?:promise-router|async-router)$/,
    path: /^(?:Router|AsyncRouter)?$/,
    framework: "express",
    kind: "router",
  },
  { source: /^koa$/, path: /^$/, framework: "koa", kind: "app" },
  { source: /^(?:@koa\/router|koa-router|koa-joi-router)$/, path: /^(?:Router)?$/, framework: "koa", kind: "router" },
  // Routers of other packages, which extend these and are made in the same way.
  { source: /^koa-[\w-]+$|^@koa\//, path: /^\w+Router$/, framework: "koa", kind: "router" },
  { source: /^express-[\w-]+$/, path: /^\w*Router$/, framework: "express", kind: "router" },
  { source: /^fastify$/, path: /^(?:fastify|Fastify)?$/, framework: "fastify", kind: "app" },
];

/** The router that a call on a framework's package makes. */
export function makeRouter(machine: Machine, called: ExternalValue, site: CallSite): Value | undefined {
  const last = called.steps.at(-1);
  if (last === undefined || last.kind === "member" || called.steps.filter(({ kind }) => kind !== "member").length !== 1)
    return undefined;
  const path = pathOf(called);
  const maker = MAKERS.find((one) => one.source.test(called.source) && one.path.test(path));
  if (maker === undefined) return undefined;
  const router = newRouter(machine, { framework: maker.framework, kind: maker.kind, site });
  router.prefix = propertyOf(last.args[0], "prefix");
  return { kind: "router", router };
}

interface Wanted {
  readonly framework: Framework;
  readonly kind: RouterNode["kind"];
  readonly site: CallSite;
  readonly parent?: RouterNode;
}

export function newRouter(machine: Machine, { framework, kind, site, parent }: Wanted): RouterNode {
  const router: RouterNode = {
    id: machine.routers.length,
    framework,
    kind,
    prefix: undefined,
    entries: [],
    properties: new Map(),
    spot: spotOf(site),
    parent,
    isMounted: false,
  };
  machine.routers.push(router);
  return router;
}

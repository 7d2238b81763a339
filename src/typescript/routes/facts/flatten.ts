import { LIMITS } from "../limits.ts";
import { HOLE } from "../machine/texts.ts";
import type { Entry, Framework, RouterNode, Spot, TypeUse, Value } from "../value.ts";
import { joinPath } from "./path.ts";

/** A route with all that stands before it. */
export interface FlatRoute {
  readonly methods: readonly string[];
  readonly path: string;
  readonly framework: Framework;
  readonly handlers: readonly Value[];
  /** Middleware of the application and the routers around. */
  readonly inherited: readonly Value[];
  readonly options: Value | undefined;
  readonly types?: readonly TypeUse[] | undefined;
  readonly note: string | undefined;
  readonly spot: Spot;
  /** Why its path is not all known. */
  readonly reasons: readonly string[];
  readonly isAssumed: boolean;
  /** What answers errors. */
  readonly failure: Value | undefined;
}

export interface Lost {
  readonly path: string;
  readonly what: string;
  readonly spot: Spot;
}

interface Around {
  readonly prefix: string;
  readonly inherited: readonly Guard[];
  readonly reasons: readonly string[];
  readonly isAssumed: boolean;
  readonly chain: readonly RouterNode[];
}

interface Guard {
  readonly prefix: string;
  readonly parameter?: string | undefined;
  readonly handlers: readonly Value[];
}

interface Out {
  readonly routes: FlatRoute[];
  readonly lost: Lost[];
}

/** Every route below the routers that nobody mounts. */
export function flattenRouters(routers: readonly RouterNode[]): Out {
  const out: Out = { routes: [], lost: [] };
  const hasApp = routers.some(({ kind }) => kind === "app");
  for (const router of routers) {
    if (router.isMounted || router.kind === "route" || router.kind === "plugin") continue;
    const reasons = router.kind === "app" || (!hasApp && router.kind !== "orphan") ? [] : ["not-mounted"];
    walk(router, { prefix: "", inherited: [], reasons, isAssumed: false, chain: [] }, out);
  }
  return out;
}

function walk(router: RouterNode, around: Around, out: Out): void {
  if (around.chain.includes(router) || around.chain.length > LIMITS.mounts || out.routes.length > LIMITS.routes) return;
  for (const own of placed(router.prefix, around)) {
    const inner = { ...own, chain: [...around.chain, router] };
    walkEntries(router, inner, out);
  }
}

function walkEntries(router: RouterNode, inner: Around, out: Out): void {
  const guards = [...inner.inherited];
  // Fastify's hooks guard every route of their instance, wherever they stand.
  const isLate = router.framework === "fastify";
  if (isLate)
    for (const entry of router.entries)
      if (entry.kind === "middleware") guards.push({ prefix: inner.prefix, handlers: entry.handlers });
  // Express asks what checks a parameter before every route that has it, wherever it stands.
  for (const entry of router.entries)
    if (entry.kind === "middleware" && entry.parameter !== undefined)
      guards.push({ prefix: inner.prefix, handlers: entry.handlers, parameter: entry.parameter });
  for (const entry of router.entries) {
    if (entry.kind === "middleware" && !isLate && entry.parameter === undefined) guards.push(...guardsOf(entry, inner));
    if (entry.kind === "mount")
      for (const at of placed(entry.path, { ...inner, inherited: [...guards] })) walk(entry.target, at, out);
    if (entry.kind === "route") addRoutes(router, entry, { around: { ...inner, inherited: [...guards] }, out });
    if (entry.kind === "lost")
      for (const at of placed(entry.path, inner))
        out.lost.push({ path: at.prefix, what: entry.what, spot: entry.spot });
  }
}

const guardsOf = (entry: Extract<Entry, { kind: "middleware" }>, around: Around): readonly Guard[] =>
  placed(entry.path, around).map(({ prefix }) => ({ prefix, handlers: entry.handlers }));

function addRoutes(
  router: RouterNode,
  entry: Extract<Entry, { kind: "route" }>,
  { around, out }: { readonly around: Around; readonly out: Out },
): void {
  const paths = router.kind === "route" ? [around] : placed(entry.path, around);
  for (const { prefix, reasons, isAssumed } of paths) {
    out.routes.push({
      methods: entry.methods,
      path: prefix,
      framework: router.framework,
      handlers: entry.handlers,
      inherited: around.inherited.filter((guard) => covers(guard, prefix)).flatMap(({ handlers }) => handlers),
      options: entry.options,
      types: entry.types,
      note: entry.note,
      spot: entry.spot,
      reasons: [...new Set(reasons)],
      isAssumed,
      failure: around.chain.findLast(({ failure }) => failure !== undefined)?.failure,
    });
  }
}

const covers = ({ prefix, parameter }: Guard, path: string): boolean =>
  isBelow(prefix, path) && (parameter === undefined || path.split(/[^\w:]/).includes(`:${parameter}`));

const isBelow = (guard: string, path: string): boolean =>
  guard === "" || guard === "/" || path === guard || path.startsWith(`${guard.replace(/\/$/, "")}/`);

/** The same surroundings with a path more; a list of paths makes several. */
function placed(path: Value | undefined, around: Around): readonly Around[] {
  if (path === undefined || path.kind === "object") return [around];
  if (path.kind === "array" && path.items.length > 0) return path.items.flatMap((one) => placed(one, around));
  if (path.kind === "constant") {
    if (path.value === undefined || path.value === null) return [around];
    return [
      {
        ...around,
        prefix: joinPath(around.prefix, escaped(String(path.value))),
        isAssumed: around.isAssumed || path.isAssumed === true,
      },
    ];
  }
  if (path.kind === "unknown" && path.text !== undefined)
    return [{ ...around, prefix: joinPath(around.prefix, path.text), reasons: [...around.reasons, "path"] }];
  const reason = path.kind === "pattern" ? `pattern ${path.source}` : "path";
  return [{ ...around, prefix: joinPath(around.prefix, HOLE), reasons: [...around.reasons, reason] }];
}

/** Nothing of a stranger may look like our own mark. */
const escaped = (text: string): string => text.replaceAll(HOLE, "");

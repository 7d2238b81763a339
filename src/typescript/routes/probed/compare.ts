import type { ApplicationFacts, RouteFacts, SourcePlace } from "../facts/model.ts";
import { addedRoute, movedRoute } from "./complete.ts";
import { keyOf, registeredBy, type ProbedRoute, type Registered } from "./route.ts";

/** One thing in which the running application and the reading of its sources are not the same. */
export interface ProbeDifference {
  /** `route-only-running`, `route-only-read`, `route-path-resolved`, `route-path-differs` or `route-catches-all`. */
  readonly code: string;
  /** `GET /users/{id}`, as the document has it afterwards. */
  readonly operation: string;
  /** Paths that were read where another one is served. */
  readonly read: string;
  readonly place: SourcePlace;
}

export interface Compared {
  readonly application: ApplicationFacts;
  readonly differences: readonly ProbeDifference[];
}

interface Wishes {
  /** Where a route is said to be that the stack does not place. */
  readonly entry: string;
  /** The application came up as a whole: what it does not serve is told. */
  readonly isWhole: boolean;
}

/**
 * Completes what was read with what a started application has registered. A route that both place on the same line under another path gets
 * the running one's path and keeps what was read of its body and answers; what only runs is added and marked; what was only read is
 * kept, and told when the application came up as a whole.
 */
export function compareProbed(read: ApplicationFacts, probed: readonly ProbedRoute[], wishes: Wishes): Compared {
  const running = withoutOwnHeads(probed.flatMap(registeredBy), read.routes);
  const there = new Set(running.map(({ method, template }) => keyOf(method, template.path)));
  const known = new Set(read.routes.map(({ method, path }) => keyOf(method, path)));
  const left = unique(running.filter(({ method, template }) => !known.has(keyOf(method, template.path))));
  const unseen = read.routes.filter(({ method, path }) => !there.has(keyOf(method, path)));
  const moved = pairs(unseen, left);
  const gone = new Set(moved.map(({ from }) => from));
  const rest = left.filter((one) => moved.every(({ to }) => to !== one));
  const caught = rest.filter((one) => catchesAll(one, running));
  const added = rest.filter((one) => !caught.includes(one)).map((one) => addedRoute(one, wishes.entry));
  const kept = read.routes.flatMap((route) => replaced(route, moved));
  const onlyRead = wishes.isWhole ? unseen.filter((route) => !gone.has(route)) : [];
  return {
    application: withRoutes(read, [...kept, ...added]),
    differences: [
      ...moved.map(({ from, to }) => difference(movedCode(from), movedRoute(from, to), from.path)),
      ...added.map((route) => difference("route-only-running", route, "")),
      ...onlyRead.map((route) => difference("route-only-read", route, route.path)),
      ...firstOfPath(caught).map((one) =>
        difference("route-catches-all", { ...addedRoute(one, wishes.entry), method: "ALL" }, ""),
      ),
    ],
  };
}

/** Fastify and Koa answer HEAD where they answer GET, said or not. */
function withoutOwnHeads(running: readonly Registered[], read: readonly RouteFacts[]): readonly Registered[] {
  const gets = new Set(
    running.filter(({ method }) => method === "GET").map(({ template }) => keyOf("", template.path)),
  );
  const said = new Set(read.filter(({ method }) => method === "HEAD").map(({ path }) => keyOf("", path)));
  return running.filter(({ method, template, route }) => {
    const key = keyOf("", template.path);
    return method !== "HEAD" || route.method === "ALL" || !gets.has(key) || said.has(key);
  });
}

const unique = (all: readonly Registered[]): readonly Registered[] => [
  ...new Map(all.map((one) => [keyOf(one.method, one.template.path), one])).values(),
];

interface Pair {
  readonly from: RouteFacts;
  readonly to: Registered;
}

/** What stands on the same line: all that a route is whose path was not known, else the only one that is left there. */
function pairs(unseen: readonly RouteFacts[], left: readonly Registered[]): readonly Pair[] {
  const taken = new Set<Registered>();
  return unseen.flatMap((from) => {
    const same = left.filter(
      (to) => !taken.has(to) && to.method === from.method && isSameLine(from.place, to.route.place),
    );
    const fitting = same.filter(({ template }) => fits(from.path, template.path));
    const found = fitting.length > 0 && from.unresolved.length > 0 ? fitting : same.length === 1 ? same : [];
    for (const one of found) taken.add(one);
    return found.map((to) => ({ from, to }));
  });
}

/** Whether a path that has `{unknown}` in it, or lacks what stands before it, can be that one. */
function fits(read: string, served: string): boolean {
  const parts = read.split(/(\{[^}]*\})/).map((part) => {
    if (!part.startsWith("{")) return part.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
    return part.startsWith("{unknown") ? ".*" : "\\{[^}]*\\}";
  });
  return new RegExp(`${parts.join("")}/?$`).test(served);
}

const isSameLine = (place: SourcePlace, other: SourcePlace | null): boolean =>
  place.file === other?.file && place.line === other.line;

/** `app.all("*", notFound)`, or `.all(notAllowed)` beside a path's own methods. */
function catchesAll({ route, template }: Registered, running: readonly Registered[]): boolean {
  if (route.method !== "ALL") return false;
  const own = running.filter((one) => one.route.method !== "ALL" && one.template.path === template.path);
  return /^\/\{\w+\}$/.test(template.path) || own.length > 0;
}

const firstOfPath = (all: readonly Registered[]): readonly Registered[] => [
  ...new Map(all.map((one) => [one.template.path, one])).values(),
];

const replaced = (route: RouteFacts, moved: readonly Pair[]): readonly RouteFacts[] => {
  const own = moved.filter(({ from }) => from === route);
  return own.length === 0 ? [route] : own.map(({ to }) => movedRoute(route, to));
};

const movedCode = ({ unresolved, isAssumed }: RouteFacts): string =>
  unresolved.length > 0 || isAssumed ? "route-path-resolved" : "route-path-differs";

const difference = (code: string, { method, path, place }: RouteFacts, read: string): ProbeDifference => ({
  code,
  operation: `${method} ${path}`,
  read,
  place,
});

/** An operationId belongs to one operation: of copies the first keeps it. */
function withRoutes(read: ApplicationFacts, routes: readonly RouteFacts[]): ApplicationFacts {
  const taken = new Set<string>();
  const named = routes.map((route): RouteFacts => {
    const { operationId } = route;
    const isTaken = operationId !== undefined && taken.has(operationId);
    if (operationId !== undefined) taken.add(operationId);
    return isTaken ? { ...route, operationId: undefined } : route;
  });
  return {
    ...read,
    routes: named,
    frameworks: [...new Set([...read.frameworks, ...named.map(({ framework }) => framework)])],
  };
}

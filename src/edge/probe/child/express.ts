import type { ProbedPart, ProbedPlace } from "../dump.ts";
import { noteApplication, noteRoute, touch } from "./journal.ts";
import { currentPlace } from "./places.ts";
import { isCallable, isObject, listOf, reach, replace, textAt } from "./reach.ts";

const patched = new WeakSet<object>();
const applications = new Set<object>();
/** Where a layer of a router is mounted: Express keeps no more than a pattern of it. */
const mounts = new WeakMap<object, unknown>();
/** The application behind a layer that only calls it. */
const mounted = new WeakMap<object, object>();
const places = new WeakMap<object, ProbedPlace>();

/** Notes the applications that are made with Express 4 or 5, and what their routers are told. */
export function watchExpress(exported: unknown): void {
  const proto = reach(exported, "application");
  if (!isObject(proto) || patched.has(proto)) return;
  patched.add(proto);
  replace(
    proto,
    "init",
    (init) =>
      function made(...args) {
        if (isObject(this)) applications.add(this);
        noteApplication();
        return Reflect.apply(init, this, args);
      },
  );
  replace(
    proto,
    "use",
    (use) =>
      function mount(...args) {
        const result = Reflect.apply(use, this, args);
        label(routerOf(this), handlersIn(args), (layer, handler) => {
          if (isObject(handler) && isCallable(reach(handler, "set")) && isCallable(reach(handler, "handle")))
            mounted.set(layer, handler);
        });
        return result;
      },
  );
  watchRouter(reach(exported, "Router"));
}

/** The Router of Express, and the package that Express 5 has it from. */
export function watchRouter(router: unknown): void {
  const own = reach(router, "prototype");
  const proto = isCallable(reach(own, "use")) ? own : router;
  if (!isObject(proto) || patched.has(proto)) return;
  patched.add(proto);
  replace(
    proto,
    "use",
    (use) =>
      function mount(...args) {
        const result = Reflect.apply(use, this, args);
        label(this, handlersIn(args), (layer) => mounts.set(layer, pathIn(args)));
        return result;
      },
  );
  replace(
    proto,
    "route",
    (route) =>
      function made(...args) {
        const result = Reflect.apply(route, this, args);
        const place = currentPlace();
        touch();
        if (isObject(result) && place !== undefined) places.set(result, place);
        return result;
      },
  );
}

/** The last layers of a router stand for the handlers that were handed over last, one each. */
function label(router: unknown, handlers: readonly unknown[], mark: (layer: object, handler: unknown) => void): void {
  const stack = listOf(reach(router, "stack"));
  const layers = stack.slice(Math.max(0, stack.length - handlers.length));
  layers.forEach((layer, index) => (isObject(layer) ? mark(layer, handlers[index]) : undefined));
}

const handlersIn = (args: readonly unknown[]): readonly unknown[] => args.flat(9).filter(isCallable);

/** `use(path, …)`: a path is no function, nor a list that begins with one. */
const pathIn = (args: readonly unknown[]): unknown => {
  const first: unknown = [args[0]].flat(9)[0];
  return isCallable(first) ? "/" : args[0];
};

const routerOf = (app: unknown): unknown => reach(app, "_router") ?? reach(app, "router");

/** Every route of every application that no other one mounts. */
export function expressRoutes(): void {
  const inner = new Set([...applications].filter((app) => isObject(reach(app, "parent"))));
  for (const app of applications) if (!inner.has(app)) walk(routerOf(app), [], 0);
}

function walk(router: unknown, before: readonly ProbedPart[], depth: number): void {
  if (depth > 24) return;
  for (const layer of listOf(reach(router, "stack"))) {
    const route = reach(layer, "route");
    if (isObject(route)) for (const part of partsOf(reach(route, "path"))) tell(route, [...before, part]);
    else walkMounted(layer, before, depth);
  }
}

function walkMounted(layer: unknown, before: readonly ProbedPart[], depth: number): void {
  if (!isObject(layer)) return;
  const app = mounted.get(layer);
  const handle = reach(layer, "handle");
  const target = app === undefined ? handle : routerOf(app);
  if (listOf(reach(target, "stack")).length === 0) return;
  for (const part of partsOf(mounts.get(layer) ?? "/")) walk(target, [...before, part], depth + 1);
}

function partsOf(path: unknown): readonly ProbedPart[] {
  if (Array.isArray(path)) return path.flatMap(partsOf);
  if (path instanceof RegExp) return [{ kind: "pattern", text: path.source.slice(0, 2_000) }];
  return [{ kind: "text", text: String(path).slice(0, 2_000) }];
}

function tell(route: object, parts: readonly ProbedPart[]): void {
  const methods = new Set(listOf(reach(route, "stack")).map((layer) => textAt(layer, "method") || "all"));
  for (const method of methods.size > 6 ? ["all"] : methods)
    noteRoute({ method: method.toUpperCase(), parts, framework: "express", place: places.get(route) });
}

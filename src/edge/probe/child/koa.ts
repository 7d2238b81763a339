import type { ProbedPlace } from "../dump.ts";
import { noteApplication, noteRoute, touch } from "./journal.ts";
import { currentPlace } from "./places.ts";
import { isCallable, isObject, listOf, put, reach, replace, type Callable } from "./reach.ts";

const patched = new WeakSet<object>();
const applications = new Set<object>();
const inner = new Set<object>();
const PLACE = Symbol("where a layer was registered");

interface Mounted {
  readonly prefix: string;
  readonly what: readonly unknown[];
}
/** What a function is made of that only calls others: koa-compose, koa-mount. */
const made = new WeakMap<object, Mounted>();

/** Notes the applications that use something. */
export function watchKoa(exported: unknown): void {
  const proto = reach(reach(exported, "default") ?? exported, "prototype");
  if (!once(proto)) return;
  replace(
    proto,
    "use",
    (use) =>
      function note(...args) {
        if (isObject(this) && !applications.has(this)) {
          applications.add(this);
          noteApplication();
        }
        return Reflect.apply(use, this, args);
      },
  );
}

/** `@koa/router` and `koa-router`: a nested router's layers are copied, and what is noted on them with them. */
export function watchKoaRouter(exported: unknown): void {
  const proto = reach(reach(exported, "Router") ?? reach(exported, "default") ?? exported, "prototype");
  if (!once(proto)) return;
  replace(
    proto,
    "register",
    (register) =>
      function note(...args) {
        const layer = Reflect.apply(register, this, args);
        const place = currentPlace();
        touch();
        if (isObject(layer) && place !== undefined && Array.isArray(reach(layer, "methods")))
          Reflect.set(layer, PLACE, place);
        return layer;
      },
  );
}

function once(proto: unknown): boolean {
  if (!isObject(proto) || patched.has(proto)) return false;
  patched.add(proto);
  return true;
}

/** koa-compose and koa-mount, which hide what they are given in a closure. */
export function watchClosures(name: string, exported: unknown): unknown {
  if (!isCallable(exported) || patched.has(exported)) return exported;
  const noted: Callable = function noted(...args) {
    const result = Reflect.apply(exported, this, args);
    if (isObject(result))
      made.set(result, name === "koa-mount" ? mountOf(args) : { prefix: "", what: listOf(args[0]) });
    return result;
  };
  for (const key of Reflect.ownKeys(exported)) if (key !== "prototype") put(noted, key, reach(exported, key));
  patched.add(noted);
  return noted;
}

function mountOf([first, second]: readonly unknown[]): Mounted {
  const [prefix, what] = typeof first === "string" ? [first, second] : ["", first];
  if (isObject(what) && Array.isArray(reach(what, "middleware"))) inner.add(what);
  return { prefix, what: [what] };
}

/** Every route of the routers that an application uses. */
export function koaRoutes(): void {
  for (const app of applications) if (!inner.has(app)) for (const one of ownMiddleware(app)) walk(one, "", 0);
}

const ownMiddleware = (app: unknown): readonly unknown[] => listOf(reach(app, "middleware"));

function walk(middleware: unknown, prefix: string, depth: number): void {
  if (!isObject(middleware) || depth > 24) return;
  for (const layer of listOf(reach(reach(middleware, "router"), "stack"))) tell(layer, prefix);
  const known = made.get(middleware);
  const below = `${prefix.replace(/\/$/, "")}${known?.prefix ?? ""}`;
  for (const one of known?.what ?? [])
    for (const next of isCallable(one) ? [one] : ownMiddleware(one)) walk(next, below, depth + 1);
}

function tell(layer: unknown, prefix: string): void {
  const methods = listOf(reach(layer, "methods")).map(String);
  const path = reach(layer, "path");
  const place = reach(layer, PLACE);
  const part =
    path instanceof RegExp
      ? ({ kind: "pattern", text: path.source } as const)
      : ({ kind: "text", text: String(path) } as const);
  const parts = prefix === "" ? [part] : [{ kind: "text" as const, text: prefix }, part];
  const told = methods.includes("GET") ? methods.filter((one) => one !== "HEAD") : methods;
  for (const method of told.length > 6 ? ["ALL"] : told)
    noteRoute({ method, parts, framework: "koa", place: isPlace(place) ? place : undefined });
}

const isPlace = (value: unknown): value is ProbedPlace => isObject(value) && typeof reach(value, "file") === "string";

import { isCallable, reach } from "./reach.ts";

/**
 * Something that takes every call and answers nothing: what stands for a driver's module and all that is reached from it. Each answer is
 * such a thing again, may be awaited, holds no items, and calls back where a connection would be ready.
 */
export const createStub = (): unknown => stub({ answers: false, isDecorator: false });

interface Way {
  /** It was answered by a call: it may be awaited. */
  readonly answers: boolean;
  /** `Entity(…)`: what it is called with next stays as it is. */
  readonly isDecorator: boolean;
}

function stub(way: Way): unknown {
  const target = function target() {
    return undefined;
  };
  const own = new Map<PropertyKey, unknown>();
  return new Proxy(target, {
    get: (_, name) => (own.has(name) ? own.get(name) : member(way, name, target)),
    set: (_, name, value) => (own.set(name, value), true),
    has: () => true,
    deleteProperty: (_, name) => (own.delete(name), true),
    // A class stays what it is when a decorator has seen it.
    apply: (_, __, args) => (way.isDecorator ? undefined : answer(false, "", args)),
    construct: (_, __, made) => instance(made),
  });
}

const EMPTY: ReadonlyMap<PropertyKey, () => unknown> = new Map<PropertyKey, () => unknown>([
  [Symbol.iterator, () => () => [][Symbol.iterator]()],
  [Symbol.asyncIterator, () => () => ({ next: () => Promise.resolve({ done: true, value: undefined }) })],
  [Symbol.toPrimitive, () => (hint: string) => (hint === "number" ? 0 : "")],
  [Symbol.toStringTag, () => "Stub"],
  ["toString", () => () => ""],
  ["valueOf", () => () => 0],
  ["toJSON", () => () => null],
  ["length", () => 0],
  ["__esModule", () => true],
]);

const settle: ReadonlyMap<PropertyKey, (resolve: unknown) => unknown> = new Map([
  [
    "then",
    (resolve: unknown) => Promise.resolve().then(() => (isCallable(resolve) ? resolve(createStub()) : undefined)),
  ],
  ["catch", () => Promise.resolve(createStub())],
  ["finally", (run: unknown) => Promise.resolve().then(() => (isCallable(run) ? run() : undefined))],
]);

function member(way: Way, name: PropertyKey, target: object): unknown {
  if (name === "prototype") return reach(target, name);
  const empty = EMPTY.get(name);
  if (empty !== undefined) return empty();
  if (settle.has(name)) return way.answers ? settle.get(name) : undefined;
  if (typeof name === "symbol") return undefined;
  return method(String(name));
}

/** A member: called it answers, asked for a member it has one. */
function method(name: string): unknown {
  const isDecorator = /^[A-Z]/.test(name);
  const inner = stub({ answers: false, isDecorator: false });
  return new Proxy(function member() {}, {
    get: (_, key) => reach(inner, key),
    set: (_, key, value) => Reflect.set(Object(inner), key, value),
    has: () => true,
    apply: (_, __, args) => answer(isDecorator, name, args),
    construct: (_, __, made) => instance(made),
  });
}

const READY =
  /^(?:connect|open|init|initialize|authenticate|sync|getConnection|query|createConnection|start|ping|execute)$/;
const EVENT = /^(?:open|connect|connected|ready|connection|end)$/;

function answer(isDecorator: boolean, name: string, args: readonly unknown[]): unknown {
  const last = args.at(-1);
  if (isCallable(last) && isReady(name, args)) queueMicrotask(() => last(null, createStub()));
  return stub({ answers: true, isDecorator });
}

const isReady = (name: string, [first]: readonly unknown[]): boolean =>
  READY.test(name) || (/^(?:on|once|addListener)$/.test(name) && typeof first === "string" && EVENT.test(first));

/** `new` of a stub, or of a class of the application that extends one: its own members, and a stub for all others. */
function instance(made: unknown): object {
  const prototype = reach(made, "prototype");
  const own = {};
  Object.setPrototypeOf(own, typeof prototype === "object" ? prototype : null);
  return new Proxy(own, {
    get: (target, name, receiver) => {
      const found: unknown = name in Object.prototype ? undefined : Reflect.get(target, name, receiver);
      if (found !== undefined) return found;
      if (settle.has(name)) return undefined;
      return EMPTY.get(name)?.() ?? (typeof name === "symbol" ? undefined : method(name));
    },
  });
}

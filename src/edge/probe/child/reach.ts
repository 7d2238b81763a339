/** A function of whoever wrote the application, of its packages or of Node. */
export type Callable = (this: unknown, ...args: readonly unknown[]) => unknown;

export const isCallable = (value: unknown): value is Callable => typeof value === "function";

const isReachable = (value: unknown): value is object =>
  (typeof value === "object" && value !== null) || typeof value === "function";

/** A member of anything; undefined where there is none. A getter that throws has none. */
export function reach(value: unknown, name: PropertyKey): unknown {
  if (!isReachable(value)) return undefined;
  try {
    const found: unknown = Reflect.get(value, name);
    return found;
  } catch {
    return undefined;
  }
}

/** A member that is a text or a number, as text; else nothing. */
export function textAt(value: unknown, name: PropertyKey): string {
  const found = reach(value, name);
  return typeof found === "string" || typeof found === "number" ? String(found) : "";
}

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const isObject = isReachable;

/** Gives a member another value, also where it can only be read. */
export function put(owner: unknown, name: PropertyKey, value: unknown): void {
  if (isReachable(owner)) Reflect.defineProperty(owner, name, { value, writable: true, configurable: true });
}

/** Stands another function in for one that is there. */
export function replace(owner: unknown, name: PropertyKey, make: (original: Callable) => Callable): void {
  const original = reach(owner, name);
  if (isCallable(original)) put(owner, name, make(original));
}

type Call = (...given: unknown[]) => unknown;

const isCall = (value: unknown): value is Call => typeof value === "function";

/**
 * Puts a function in front of an object's own: it is given the arguments and the call that goes on. Answers how to take it back: where
 * somebody else has wrapped it meanwhile it stays, and only passes on.
 *
 * @example
 * const undo = patch(console, "log", (given, goOn) => goOn(given));
 * undo();
 */
export function patch(
  target: object,
  name: string,
  around: (given: unknown[], goOn: (given: unknown[]) => unknown) => unknown,
): () => void {
  const before = Object.getOwnPropertyDescriptor(target, name);
  const original: unknown = Reflect.get(target, name);
  if (!isCall(original)) return () => undefined;
  let isOver = false;
  function patched(this: unknown, ...given: unknown[]): unknown {
    const goOn = (changed: unknown[]): unknown => Reflect.apply(isCall(original) ? original : patched, this, changed);
    return isOver ? goOn(given) : around(given, goOn);
  }
  Object.defineProperty(target, name, { value: patched, configurable: true, writable: true, enumerable: false });
  return () => {
    isOver = true;
    if (Object.getOwnPropertyDescriptor(target, name)?.value !== patched) return;
    if (before === undefined) Reflect.deleteProperty(target, name);
    else Object.defineProperty(target, name, before);
  };
}

import { commandErrors } from "./errors/command.ts";

/** Ends an exhaustive switch: the compiler proves that it is never reached. */
export function assertNever(value: never): never {
  throw commandErrors.bug({ problem: `unexpected value ${JSON.stringify(value)}` });
}

/** A filter predicate that narrows. */
export function isDefined<Value>(value: Value | undefined | null): value is Value {
  return value !== undefined && value !== null;
}

import type { OperationRecord } from "../manifest.ts";

/** What names an operation of a document. */
export interface OperationName {
  readonly method: string;
  readonly path: string;
  readonly id: string;
}

/** An operation by its method and path: `GET /users/{id}`. */
export const keyOf = ({ method, path }: Pick<OperationName, "method" | "path">): string => `${method} ${path}`;

/**
 * The record of every operation that was there before, by the key of the operation now: the same method and path; else the same but
 * for the names of the path's parameters; else the same id, unless its method and path are still there with another one.
 */
export function identify(
  operations: readonly OperationName[],
  records: readonly OperationRecord[],
): ReadonlyMap<string, OperationRecord> {
  const found = new Map<string, OperationRecord>();
  const free = new Set(records);
  for (const sign of [keyOf, shapeOf, ({ id }: OperationName) => id]) {
    if (free.size === 0) break;
    const known = new Map([...free].map((record) => [sign(record), record] as const));
    for (const operation of operations) {
      const record = known.get(sign(operation));
      if (record === undefined || !free.has(record) || found.has(keyOf(operation))) continue;
      found.set(keyOf(operation), record);
      free.delete(record);
    }
  }
  return found;
}

const shapeOf = (operation: OperationName): string => keyOf(operation).replace(/\{[^}]*\}/g, "{}");

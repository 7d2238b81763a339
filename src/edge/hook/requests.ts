import { AsyncLocalStorage } from "node:async_hooks";
import type { Asker } from "../../advice/nplusone/index.ts";

/** What a program is doing, as far as its asynchronous calls tell. */
export interface Requests {
  /** Runs work as one request; it is over when the work is. */
  readonly runIn: <Value>(name: string, work: () => Value | Promise<Value>) => Promise<Value>;
  /** The same, but its end is told by calling what `work` is given, and its name is asked for at each statement. */
  readonly runUntil: <Value>(name: () => string, work: (end: () => void) => Value) => Value;
  /** Statements of the work are ours, and count for nothing. */
  readonly runUnseen: <Value>(work: () => Value) => Value;
  readonly current: () => Asker | undefined;
}

interface Current {
  readonly pool: string;
  readonly name: () => string;
  readonly isOurs: boolean;
}

/** Makes requests; `ended` is told of the pool of each that is over. */
export function createRequests(ended: (pool: string) => void): Requests {
  const storage = new AsyncLocalStorage<Current>();
  let count = 0;
  const begin = (name: () => string): Current => {
    count += 1;
    return { pool: `request ${count}`, name, isOurs: false };
  };
  return {
    runIn: (name, work) => {
      const request = begin(() => name);
      return storage.run(request, async () => {
        try {
          return await work();
        } finally {
          ended(request.pool);
        }
      });
    },
    runUntil: (name, work) => {
      const request = begin(name);
      return storage.run(request, () => work(() => ended(request.pool)));
    },
    runUnseen: (work) => storage.run({ pool: "ours", name: () => "", isOurs: true }, work),
    current: () => {
      const now = storage.getStore();
      return now === undefined ? undefined : { pool: now.pool, route: now.name(), isOurs: now.isOurs };
    },
  };
}

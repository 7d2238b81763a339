import type { Asker } from "../../advice/nplusone/index.ts";

/** Calls of `client.query` that have not been sent yet. */
export interface Calls {
  readonly add: (sql: string | undefined, asker: Asker | undefined) => void;
  /** Who has asked for what is sent now; undefined for whoever asked before. */
  readonly take: (sql: string | undefined) => Asker | undefined;
}

interface Call {
  readonly sql: string | undefined;
  readonly asker: Asker | undefined;
}

const MOST_CALLS = 10_000;

/**
 * A client sends one statement after the other, whenever it was called: what a call belongs to is noted when it is made, and found again
 * by its text. Calls that come before it in the row and were never sent have failed on the way. `nobody` asks outside of requests.
 */
export function createCalls(nobody: Asker): Calls {
  const waiting: Call[] = [];
  return {
    add: (sql, asker) => {
      if (waiting.length >= MOST_CALLS) waiting.length = 0;
      waiting.push({ sql, asker });
    },
    take: (sql) => {
      const at = sql === undefined ? 0 : waiting.findIndex((call) => call.sql === undefined || call.sql === sql);
      const found = waiting[at];
      if (found === undefined) return undefined;
      waiting.splice(0, at + 1);
      return found.asker ?? nobody;
    },
  };
}

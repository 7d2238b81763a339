import type { Watch } from "../../advice/nplusone/index.ts";
import { createCalls } from "./calls.ts";
import { patch } from "./patch.ts";
import type { Requests } from "./requests.ts";
import { sqlOf, streamOf } from "./target.ts";

export interface Attaching {
  readonly watch: Watch;
  readonly requests: Requests;
  /** Told once for a client that could not be read along with to the end. */
  readonly failed: (cause: unknown) => void;
}

/** Statements outside of every request are followed together. */
const NOBODY = { pool: "outside of requests", route: undefined } as const;

/**
 * Reads along with a connected client's own bytes: whatever sends and reads them, callbacks, promises, cursors and prepared statements
 * are all the same there. Undefined where there is no socket to be seen (pg-native). Answers how to take it back.
 */
export function attach(client: object, { watch, requests, failed }: Attaching): (() => void) | undefined {
  const stream = streamOf(client);
  if (stream === undefined) return undefined;
  const calls = createCalls(NOBODY);
  const tap = watch.connected({ user: "", database: "", application: "", address: "", askerOf: calls.take });
  const look = guarded(failed);
  const hear = (chunk: unknown): void => {
    if (Buffer.isBuffer(chunk)) look(() => tap.server(chunk));
  };
  const undo = [
    patch(client, "query", (given, goOn) => {
      look(() => calls.add(sqlOf(given[0]), requests.current()));
      return goOn(given);
    }),
    patch(stream, "write", (given, goOn) => {
      const [chunk] = given;
      if (chunk instanceof Uint8Array)
        look(() => tap.client(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)));
      return goOn(given);
    }),
  ];
  // Before pg itself: a callback of pg sends the next statement from within its reading of the last one's end.
  stream.prependListener("data", hear);
  const close = once(() => look(() => tap.close()));
  stream.once("close", close);
  return () => {
    for (const one of undo) one();
    stream.off("data", hear).off("close", close);
    close();
  };
}

/** A mistake of ours ends the reading, never the program that is read along with. */
function guarded(failed: (cause: unknown) => void): (read: () => void) => void {
  let isBroken = false;
  return (read) => {
    if (isBroken) return;
    try {
      read();
    } catch (cause) {
      isBroken = true;
      failed(cause);
    }
  };
}

function once(work: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) work();
    isDone = true;
  };
}

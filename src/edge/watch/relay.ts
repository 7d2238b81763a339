import type { Socket } from "node:net";

export interface Reading {
  /** What is passed on in place of a chunk; most often the chunk. */
  readonly pass: (chunk: Buffer) => Buffer;
  /** Sees what was passed on, behind its sending: nobody waits for the reading. */
  readonly read: (chunk: Buffer) => void;
}

/** Passes on what one socket brings, no faster than the other takes it. */
export function relay(from: Socket, to: Socket, { pass, read }: Reading): void {
  from.on("data", (chunk: Buffer) => {
    const passed = pass(chunk);
    if (!to.write(passed)) from.pause();
    read(passed);
  });
  to.on("drain", () => from.resume());
  from.once("end", () => to.end());
  from.on("error", () => undefined);
  // Who vanishes takes the other side along, once what was on its way has been sent.
  from.once("close", () => to.destroySoon());
}

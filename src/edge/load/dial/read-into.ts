import type { OnReadOpts } from "node:net";

/** Has a socket read into a buffer that it shares with all others. */
export const readInto = (buffer: Uint8Array, onBytes: (count: number) => void): OnReadOpts => ({
  buffer,
  callback: (count) => {
    onBytes(count);
    return true;
  },
});

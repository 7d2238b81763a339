import type { ChildProcess } from "node:child_process";

interface Server {
  /** Ends it, however long that takes; at once when it has ended. */
  readonly stop: () => Promise<void>;
}

interface Held {
  /** Marks all that belongs to this keeper: its own arguments and the titles of the server's processes. */
  readonly token: string;
  /** To be removed at the end. */
  readonly folders: Set<string>;
  /** Programs that run to their end: initdb. */
  readonly programs: Set<ChildProcess>;
  /** Data directories on which a program has been started. */
  readonly data: Set<string>;
  server: Server | undefined;
  /** The server answered: from now on its end is the keeper's end. */
  isReady: boolean;
  isEnding: boolean;
}

/** What this keeper holds. One keeper serves one server. */
export const held: Held = {
  token: process.argv[2] ?? "",
  folders: new Set(),
  programs: new Set(),
  data: new Set(),
  server: undefined,
  isReady: false,
  isEnding: false,
};

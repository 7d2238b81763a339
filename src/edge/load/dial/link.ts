import type { ConnectionOptions, SecureContext } from "node:tls";
import type { LoadPlan } from "../../../load/sending/index.ts";
import type { Tickets } from "./tickets.ts";

/** What a connection that is being opened, and later is open, tells. */
export interface DialEvents {
  /** TCP (or the Unix socket) is there: to the server, or through the proxy to it. */
  readonly connected: () => void;
  /** It is ready for HTTP: TLS and proxies are done, too. */
  readonly ready: () => void;
  /** So many bytes have just been put into the buffer. */
  readonly bytes: (count: number) => void;
  /** It broke, or could not be opened. */
  readonly broken: (error: Error) => void;
  /** The other side will send nothing more; also after `broken`. */
  readonly ended: () => void;
}

/** What is left of a socket once it is open. */
export interface Link {
  readonly writableLength: number;
  write(bytes: Uint8Array): unknown;
  /** Calls back once, when everything that was written has left. */
  once(event: "drain", action: () => void): unknown;
  destroy(): unknown;
}

/** Everything that a connection is opened with. */
export interface DialCall {
  readonly plan: LoadPlan;
  readonly buffer: Uint8Array;
  readonly tls: ConnectionOptions | undefined;
  /** What an https proxy is checked with. */
  readonly proxyContext: SecureContext | undefined;
  readonly tickets: Tickets;
  readonly address: string;
}

import type { Socket } from "node:net";
import type { WireProxyOptions } from "../../advice/nplusone/index.ts";
import type { Endpoint, Upstream } from "../postgres/index.ts";

/** What the connections of one listener share. */
export interface Proxy {
  readonly upstream: Upstream;
  readonly connected: WireProxyOptions["connected"];
  /** Every open socket of either side. */
  readonly sockets: Set<Socket>;
  /** Which server gave a session's key for cancel requests. */
  readonly keys: Map<string, Endpoint>;
  readonly failed: (reason: string) => void;
}

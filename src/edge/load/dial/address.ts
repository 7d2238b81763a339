import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { errors } from "../../../kit/index.ts";
import type { LoadPlan } from "../../../load/sending/index.ts";

/** The addresses of a host as the system finds them, in its order. Error: `load-unreachable`. */
export async function resolveHost(host: string): Promise<readonly string[]> {
  if (isIP(host) !== 0) return [host];
  try {
    const found = await lookup(host, { all: true });
    return found.map(({ address }) => address);
  } catch (cause) {
    throw errors.load.unreachable({ target: host, reason: "the name has no address (DNS)" }, cause);
  }
}

/** Where a plan's connections may go, in the order of trying: to its proxy's addresses, to its socket, or to its own. */
export async function addressesOf({ addresses, socketPath, proxy, origin }: LoadPlan): Promise<readonly string[]> {
  if (socketPath !== undefined) return [socketPath];
  if (proxy !== undefined) return resolveHost(proxy.host);
  return addresses ?? resolveHost(origin.host);
}

/** The place that connections went to, as a report shows it: `[::1]:3000`. */
export function placeText({ socketPath, proxy, origin }: LoadPlan, address: string): string {
  if (socketPath !== undefined) return socketPath;
  return `${address.includes(":") ? `[${address}]` : address}:${(proxy ?? origin).port}`;
}

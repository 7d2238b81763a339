import type { World } from "../../command/index.ts";
import {
  isAddressLiteral,
  isLoopbackName,
  isPrivateAddress,
  parseResolve,
  resolvedBy,
  type LoadPlan,
  type Origin,
  type Proxy,
} from "../../load/index.ts";
import { consent } from "./consent.ts";
import type { ConnectionFlags, ConsentFlags } from "./flags/index.ts";

type Flags = Pick<ConnectionFlags, "resolve"> & ConsentFlags;

/**
 * The plan with the addresses of its origin, after it is certain that load may go there: what was judged is what is used, so
 * that no later answer of DNS can lead elsewhere. A proxy finds them itself, and a Unix socket needs none. Errors:
 * `consent-needed`, `declined`, `load-bad-resolve`, `load-unreachable`.
 */
export async function permitted(plan: LoadPlan, flags: Flags, world: World): Promise<LoadPlan> {
  const { origin, proxy } = plan;
  const said = resolvedBy(flags.resolve.map(parseResolve), origin);
  if (plan.socketPath !== undefined) return plan;
  if (proxy !== undefined) return behindProxy(plan, proxy, { flags, world });
  // The address is what is loaded, whatever name is written over it.
  if (said !== undefined) return { ...plan, addresses: await literal(said, origin.port, { flags, world }) };
  const isAddress = isAddressLiteral(origin.host);
  const found = isAddress ? literal(origin.host, origin.port, { flags, world }) : named(origin, flags, world);
  return { ...plan, addresses: await found };
}

interface Asking {
  readonly flags: ConsentFlags;
  readonly world: World;
}

async function literal(address: string, port: number, { flags, world }: Asking): Promise<readonly string[]> {
  if (!isPrivateAddress(address)) await consent({ host: address, port }, flags, world);
  return [address];
}

async function named(origin: Origin, flags: ConsentFlags, world: World): Promise<readonly string[]> {
  if (!isLoopbackName(origin.host)) {
    await consent(origin, flags, world);
    return world.load.resolve(origin.host);
  }
  const addresses = await world.load.resolve("localhost");
  if (!addresses.every(isPrivateAddress)) await consent(origin, flags, world);
  return addresses;
}

/** What a name or a private address means is the proxy's affair: only one of this network is known to stay in it. */
async function behindProxy(plan: LoadPlan, proxy: Proxy, { flags, world }: Asking): Promise<LoadPlan> {
  const isNear = (host: string): boolean => isLoopbackName(host) || (isAddressLiteral(host) && isPrivateAddress(host));
  if (!isNear(plan.origin.host) || !isNear(proxy.host)) await consent(plan.origin, flags, world);
  return plan;
}

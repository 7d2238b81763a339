import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { errors } from "../../kit/index.ts";

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

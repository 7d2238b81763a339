import type { Origin } from "../plan.ts";
import { addressBits } from "./address-bits.ts";

/**
 * True when `NO_PROXY` excepts an origin: `*`, a name with everything below it (a leading dot or `*.` changes nothing), an
 * address, a network such as `10.0.0.0/8`; each but the last with a port where only that one is meant. Entries are
 * separated by commas or blanks.
 *
 * @example
 * isExcepted({ host: "api.internal", port: 443 }, "localhost, .internal"); // true
 */
export function isExcepted({ host, port }: Pick<Origin, "host" | "port">, list: string): boolean {
  const name = plainName(host);
  const entries = list.split(/[\s,]+/).filter((entry) => entry !== "");
  return entries.some((entry) => entry === "*" || matches(entry.toLowerCase(), name, port));
}

function matches(entry: string, name: string, port: number): boolean {
  const network = /^(.+)\/(\d{1,3})$/.exec(entry);
  if (network !== null) return isWithin(name, network[1] ?? "", Number(network[2]));
  const { host, onlyPort } = partsOf(entry);
  if (onlyPort !== undefined && onlyPort !== port) return false;
  const bits = addressBits(name);
  if (bits !== undefined) return bits === addressBits(host);
  const domain = plainName(host.replace(/^\*?\./, ""));
  return domain !== "" && (name === domain || name.endsWith(`.${domain}`));
}

// Two colons and no brackets are an IPv6 address, which has no port.
function partsOf(entry: string): { readonly host: string; readonly onlyPort: number | undefined } {
  const found = /^(\[.+\]|[^:]+):(\d{1,5})$/.exec(entry);
  return { host: found?.[1] ?? entry, onlyPort: found === null ? undefined : Number(found[2]) };
}

function isWithin(name: string, network: string, bits: number): boolean {
  const address = addressBits(name);
  const base = addressBits(network);
  if (address === undefined || base === undefined || address.length !== base.length) return false;
  return bits <= base.length && address.slice(0, bits) === base.slice(0, bits);
}

const plainName = (host: string): string => host.toLowerCase().replace(/\.$/, "");

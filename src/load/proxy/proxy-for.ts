import { isLoopbackName } from "../allowed-host.ts";
import type { Origin, Proxy } from "../plan.ts";
import { addressBits } from "./address-bits.ts";
import { isExcepted } from "./is-excepted.ts";
import { parseProxy } from "./parse-proxy.ts";

/** The variables of the environment, or the part of them that speaks of proxies. */
export type ProxyEnvironment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy that the environment names for an origin: `https_proxy`, `http_proxy` by the origin's scheme, then `all_proxy`,
 * in lower case first; `no_proxy` excepts. Loopback is never proxied: whoever wants that says so with `--proxy`.
 * `HTTP_PROXY` in upper case is not read where `REQUEST_METHOD` is set: there a request's `Proxy` header would be it.
 *
 * Error: `load-bad-proxy`.
 * @example
 * proxyFor({ scheme: "https", host: "api.example.com", port: 443 }, { HTTPS_PROXY: "http://proxy.internal:3128" });
 */
export function proxyFor(origin: Origin, environment: ProxyEnvironment): Proxy | undefined {
  if (isLoopback(origin.host) || isExcepted(origin, read(environment, "no_proxy") ?? "")) return undefined;
  const text = read(environment, `${origin.scheme}_proxy`) ?? read(environment, "all_proxy");
  return text === undefined ? undefined : parseProxy(text);
}

// An empty variable says nothing, as an unset one.
function read(environment: ProxyEnvironment, name: string): string | undefined {
  const upper = name.toUpperCase();
  const isForged = upper === "HTTP_PROXY" && environment["REQUEST_METHOD"] !== undefined;
  const values = [environment[name], isForged ? undefined : environment[upper]];
  return values.map((value) => value?.trim()).find((value) => value !== undefined && value !== "");
}

function isLoopback(host: string): boolean {
  const bits = addressBits(host);
  if (bits === undefined) return isLoopbackName(host);
  return bits.length === 32 ? bits.startsWith("01111111") : LOOPBACK_V6.has(bits) || MAPPED_LOOPBACK.test(bits);
}

const LOOPBACK_V6: ReadonlySet<string> = new Set([`${"0".repeat(127)}1`]);
const MAPPED_LOOPBACK = /^0{80}1{16}01111111/;

import type { LoadPlan } from "../plan.ts";

/** True when the proxy only passes bytes on (CONNECT): it must not see what TLS hides, and hardly any speaks HTTP/2. */
export function isTunnelled({ origin, proxy, protocol }: Pick<LoadPlan, "origin" | "proxy" | "protocol">): boolean {
  return proxy !== undefined && (origin.scheme === "https" || protocol === "h2");
}

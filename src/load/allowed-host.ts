import type { Origin } from "./plan.ts";

/**
 * True when a host, or host and port, is among those that the user has said to own.
 *
 * @example
 * isHostAllowed(origin, ["api.example.com", "stage.example.com:8443"]);
 */
export function isHostAllowed({ host, port }: Origin, allowed: readonly string[]): boolean {
  const names = new Set([host, `${host}:${port}`, `[${host}]`, `[${host}]:${port}`].map((name) => name.toLowerCase()));
  return allowed.some((entry) => names.has(entry.trim().toLowerCase()));
}

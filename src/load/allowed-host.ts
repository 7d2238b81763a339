import type { Origin } from "./plan.ts";

/**
 * True when a host, or host and port, is among those that the user has said to own.
 *
 * @example
 * isHostAllowed(origin, ["api.example.com", "stage.example.com:8443"]);
 */
export function isHostAllowed({ host, port }: Pick<Origin, "host" | "port">, allowed: readonly string[]): boolean {
  const names = new Set([host, `${host}:${port}`, `[${host}]`, `[${host}]:${port}`].map(bare));
  return allowed.some((entry) => names.has(bare(entry)));
}

// The root's dot makes no other host (RFC 1034 section 3.1).
const bare = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/\.(?=:\d+$|$)/, "");

/**
 * The hosts of an allow-list: one a line, with a port or without; `#` starts a comment.
 *
 * @example
 * readAllowedHosts("# ours\napi.example.com\nstage.example.com:8443\n"); // ["api.example.com", "stage.example.com:8443"]
 */
export function readAllowedHosts(text: string): readonly string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.replace(/#.*$/, "").trim())
    .filter((line) => line !== "");
}

/** True for a name that means this machine whatever DNS says (RFC 6761 section 6.3). */
export function isLoopbackName(host: string): boolean {
  return /^([^.]+\.)*localhost\.?$/i.test(host);
}

/** True for an IPv4 or IPv6 address: what needs no DNS. URLs spell IPv4 addresses in one way only. */
export function isAddressLiteral(host: string): boolean {
  return host.includes(":") || /^\d+\.\d+\.\d+\.\d+$/.test(host);
}

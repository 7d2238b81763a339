import { errors } from "../kit/index.ts";
import type { Origin } from "./plan.ts";

/** Where a host and port are to be found, said by the user instead of DNS. */
export interface ResolveEntry {
  readonly host: string;
  /** Undefined: every port. */
  readonly port: number | undefined;
  readonly address: string;
}

const FORM = /^(\[[\da-f:.]+\]|[^\s:[\]]+)(?::(\d{1,5}|\*))?:(\[[\da-f:.%\w]+\]|\d+\.\d+\.\d+\.\d+)$/i;

/**
 * Reads `HOST:PORT:ADDRESS`, as curl's `--resolve` takes it; the port may be `*` or left out. Error: `load-bad-resolve`.
 *
 * @example
 * parseResolve("api.example.com:443:127.0.0.1"); // { host: "api.example.com", port: 443, address: "127.0.0.1" }
 */
export function parseResolve(text: string): ResolveEntry {
  const found = FORM.exec(text.trim());
  const [, host = "", port, address = ""] = found ?? [];
  const number = port === undefined || port === "*" ? undefined : Number(port);
  const literal = address.replace(/^\[|\]$/g, "");
  if (found === null || !isAddress(literal) || (number !== undefined && (number < 1 || number > 65_535)))
    throw errors.load.badResolve({ text });
  return { host: host.replace(/^\[|\]$/g, "").toLowerCase(), port: number, address: literal };
}

function isAddress(text: string): boolean {
  if (text.includes(":")) return URL.canParse(`http://[${text.replace(/%.*$/, "")}]/`);
  const parts = text.split(".").map(Number);
  return parts.length === 4 && parts.every((part) => part <= 255);
}

/** The address that was said for an origin; the first entry that fits counts. */
export function resolvedBy(entries: readonly ResolveEntry[], { host, port }: Origin): string | undefined {
  const fitting = entries.find((entry) => entry.host === host.toLowerCase() && (entry.port ?? port) === port);
  return fitting?.address;
}

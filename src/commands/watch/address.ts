import { errors } from "../../kit/index.ts";

export interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

/**
 * Where to listen. Error: `bad-input`.
 *
 * @example
 * listenAddress("6543"); // { host: "127.0.0.1", port: 6543 }
 */
export function listenAddress(text: string): ListenAddress {
  const [, host, digits] = /^(?:\[?(.+?)\]?:)?(\d{1,5})$/.exec(text) ?? [];
  const port = Number(digits);
  if (digits !== undefined && port < 65_536) return { host: host ?? "127.0.0.1", port };
  const problem = `--listen ${text} is neither PORT nor ADDRESS:PORT with a port from 0 to 65535.`;
  throw errors.command.badInput({ problems: [problem], command: "db watch" });
}

export const isLoopback = (host: string): boolean => /^(?:127\.|::1$|localhost$)/.test(host);

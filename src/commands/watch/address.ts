import type { World } from "../../command/index.ts";
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
export function listenAddress(text: string, command = "db watch"): ListenAddress {
  const [, host, digits] = /^(?:\[?(.+?)\]?:)?(\d{1,5})$/.exec(text) ?? [];
  const port = Number(digits);
  if (digits !== undefined && port < 65_536) return { host: host ?? "127.0.0.1", port };
  const problem = `--listen ${text} is neither PORT nor ADDRESS:PORT with a port from 0 to 65535.`;
  throw errors.command.badInput({ problems: [problem], command });
}

export const isLoopback = (host: string): boolean => /^(?:127\.|::1$|localhost$)/.test(host);

/** Says so where others than this machine can connect. */
export function sayExposed({ progress }: Pick<World, "progress">, { host, port }: ListenAddress): void {
  if (isLoopback(host)) return;
  progress.warn(`${host}:${port} can be reached from other machines, and connections to it are not encrypted.`);
}

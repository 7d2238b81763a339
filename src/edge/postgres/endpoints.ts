import { existsSync } from "node:fs";
import { errors } from "../../kit/index.ts";
import type { Settings } from "./settings.ts";

/** A place where a server may listen. */
export interface Endpoint {
  /** A name, an address, or the folder of a Unix socket. */
  readonly host: string;
  readonly port: number;
}

const SOCKET_FOLDERS: readonly string[] = ["/var/run/postgresql", "/tmp"];

/** The hosts and ports of the lists that the settings hold, in the order in which libpq would try them. */
export function endpointsOf(settings: Settings): readonly Endpoint[] {
  const ports = (settings["port"] ?? "").split(",").map(portOf);
  const hosts = (settings["host"] ?? settings["hostaddr"] ?? "").split(",");
  return hosts.map((host, index) => {
    const port = ports[index] ?? ports[0] ?? 5432;
    return { host: host === "" ? defaultHost(port) : host, port };
  });
}

/** The driver never answers when it is told to use a port that cannot be. Error: `database-bad-url`. */
function portOf(text: string): number {
  const port = text === "" ? 5432 : Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw errors.database.badUrl({ url: `port=${text}`, reason: "a port is a number from 1 to 65535" });
}

/** Without a host psql takes the socket of this machine; where there is none, loopback. */
function defaultHost(port: number): string {
  if (process.platform === "win32") return "localhost";
  return SOCKET_FOLDERS.find((folder) => existsSync(`${folder}/.s.PGSQL.${port}`)) ?? "localhost";
}

/** What a person recognises: `db:5432`, or the socket's folder. */
export function nameOf(endpoint: Endpoint): string {
  if (isSocket(endpoint)) return `${endpoint.host} (port ${endpoint.port})`;
  return endpoint.host.includes(":") ? `[${endpoint.host}]:${endpoint.port}` : `${endpoint.host}:${endpoint.port}`;
}

/** Whether it is the folder of a Unix socket. */
export const isSocket = (endpoint: Endpoint): boolean => endpoint.host.startsWith("/");

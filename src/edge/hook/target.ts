import { EventEmitter } from "node:events";
import { isRecord } from "../../kit/index.ts";

/** A pool or a client of pg. */
export interface WatchTarget {
  readonly query: (...given: never[]) => unknown;
  readonly on: (...given: never[]) => unknown;
  readonly off: (...given: never[]) => unknown;
}

/** The socket of a client, encrypted or not. */
export interface WireStream {
  readonly stream: EventEmitter;
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/** A pool hands out clients; a client has a connection. */
export const isPool = (target: object): boolean => "totalCount" in target && "connect" in target;

/** The socket that a connected client talks through; undefined before it is connected, and for pg-native. */
export function streamOf(client: object): EventEmitter | undefined {
  const connection: unknown = "connection" in client ? client.connection : undefined;
  const stream: unknown = isObject(connection) && "stream" in connection ? connection.stream : undefined;
  return stream instanceof EventEmitter ? stream : undefined;
}

/** The server has given it its number. */
export const isConnected = (client: object): boolean => "processID" in client && typeof client.processID === "number";

/** What a query's first argument says: a text, an object with one, a cursor or a stream with one. */
export function sqlOf(config: unknown): string | undefined {
  if (typeof config === "string") return config;
  if (!isRecord(config)) return undefined;
  if (typeof config["text"] === "string") return config["text"];
  const cursor = config["cursor"];
  return isRecord(cursor) && typeof cursor["text"] === "string" ? cursor["text"] : undefined;
}

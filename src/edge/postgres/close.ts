import { connect, type Socket } from "node:net";
import type { Client } from "pg";
import { isSocket, type Endpoint } from "./endpoints.ts";

const LIMIT_MS = 2_000;
const CANCEL_REQUEST = 80_877_102;

/** Says goodbye. A peer that vanished never answers it: then the socket is closed from our side. */
export async function closeClient(client: Client): Promise<void> {
  await withinLimit(client.end().catch(() => undefined));
  client.connection.stream.destroy();
}

/**
 * Cancels the statement that a session is in the middle of when it is closed: a server notices that its client is gone only
 * when it has something to say. The request goes unencrypted, as libpq before 17 sent it: its key ends with the session.
 */
export async function cancelStatement(client: Client, endpoint: Endpoint): Promise<void> {
  const pid: unknown = Reflect.get(client, "processID");
  const key: unknown = Reflect.get(client, "secretKey");
  if (typeof pid !== "number" || typeof key !== "number") return;
  const request = Buffer.alloc(16);
  [16, CANCEL_REQUEST, pid, key].forEach((value, index) => request.writeInt32BE(value, index * 4));
  await withinLimit(sendAlone(socketTo(endpoint), request));
}

function socketTo(endpoint: Endpoint): Socket {
  if (isSocket(endpoint)) return connect(`${endpoint.host}/.s.PGSQL.${endpoint.port}`);
  return connect(endpoint.port, endpoint.host);
}

/** The server answers nothing but the end of the connection. */
function sendAlone(socket: Socket, request: Buffer): Promise<void> {
  return new Promise((resolve) => {
    socket.once("connect", () => socket.write(request));
    socket.once("error", () => socket.destroy());
    socket.once("close", () => resolve());
    socket.resume();
  });
}

async function withinLimit(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, LIMIT_MS);
  });
  await Promise.race([work, limit]);
  clearTimeout(timer);
}

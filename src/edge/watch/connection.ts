import type { Socket } from "node:net";
import { fatal } from "./codes.ts";
import { dial, type Dialled } from "./dial.ts";
import { parametersOf, readFirstPacket, type FirstPacket } from "./first-packet.ts";
import { createLogin } from "./login.ts";
import { relay } from "./relay.ts";
import type { Proxy } from "./proxy.ts";

/** The life of one client from its first byte to its last. Never rejects. */
export async function serve(proxy: Proxy, client: Socket): Promise<void> {
  client.on("error", () => client.destroy());
  const first = await readFirstPacket(client);
  if (first === undefined) return;
  if (first.kind === "cancel") return cancel(proxy, client, first);
  const server = await reach(proxy, client);
  if (server !== undefined) join(proxy, client, { server, first });
}

/** Undefined when the client has been told that the server cannot be reached, or has gone meanwhile. */
async function reach(proxy: Proxy, client: Socket): Promise<Dialled | undefined> {
  try {
    const server = await dial(proxy.upstream);
    if (!client.destroyed) return server;
    server.socket.destroy();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    proxy.failed(reason);
    client.end(fatal("08006", `backwright db watch cannot reach the server: ${reason}`));
    client.destroySoon();
  }
  return undefined;
}

/** A request with a session's key goes to the server that gave the key; what that answers is the end. */
async function cancel(proxy: Proxy, client: Socket, { packet }: FirstPacket): Promise<void> {
  const known = proxy.keys.get(packet.toString("latin1", 8));
  const upstream = known === undefined ? proxy.upstream : { ...proxy.upstream, endpoints: [known] };
  try {
    const { socket } = await dial(upstream);
    proxy.sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.once("close", () => {
      proxy.sockets.delete(socket);
      client.destroy();
    });
    socket.resume();
    socket.end(packet);
  } catch {
    client.destroy();
  }
}

interface Ends {
  readonly server: Dialled;
  readonly first: FirstPacket;
}

function join(proxy: Proxy, client: Socket, { server, first }: Ends): void {
  const tap = proxy.connected(clientOf(client, first));
  const { socket } = server;
  const key = { text: "" };
  proxy.sockets.add(socket);
  socket.once("close", () => {
    proxy.sockets.delete(socket);
    proxy.keys.delete(key.text);
    tap.close();
  });
  const login = createLogin({
    withoutBinding: server.isEncrypted,
    onKey: (bytes) => {
      key.text = bytes.toString("latin1");
      proxy.keys.set(key.text, server.endpoint);
    },
  });
  relay(client, socket, { pass: unchanged, read: tap.client });
  relay(socket, client, { pass: login.pass, read: tap.server });
  socket.write(first.packet);
  if (first.rest.length > 0) {
    tap.client(first.rest);
    socket.write(first.rest);
  }
  client.resume();
  socket.resume();
}

const unchanged = (chunk: Buffer): Buffer => chunk;

function clientOf(client: Socket, { packet }: FirstPacket) {
  const parameters = parametersOf(packet);
  const user = parameters.get("user") ?? "";
  return {
    user,
    database: parameters.get("database") ?? user,
    application: parameters.get("application_name") ?? "",
    address: client.remoteAddress ?? "",
  };
}

// A relay in front of a server, on which the cord can be cut, held or let go silent at a chosen message of the client.
import { connect, createServer, type Server, type Socket } from "node:net";

export interface Wire extends AsyncDisposable {
  readonly port: number;
  /** Messages that clients have sent, the first packets left out. */
  sent(): number;
  /** Cuts all that is connected now. */
  cut(): void;
}

/** What is done with a message: `cut` before it is passed on, `cut-after` when it was, `hold` it for a while, `silent` for ever. */
export type Fate = "pass" | "cut" | "cut-after" | "hold" | "silent";

export interface Judge {
  (message: { readonly number: number; readonly type: string; readonly text: string }): Fate;
}

const HOLD_MS = 2_500;

/** Listens on loopback and relays to `port`. */
export async function startWire(port: number, judge: Judge = () => "pass"): Promise<Wire> {
  const sockets = new Set<Socket>();
  let count = 0;
  const server: Server = createServer((client) => {
    const upstream = connect(port, "127.0.0.1");
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    upstream.pipe(client);
    let isFirst = true;
    let isSilent = false;
    let rest = Buffer.alloc(0);
    let turn = Promise.resolve();
    const take = async (chunk: Buffer): Promise<void> => {
      rest = Buffer.concat([rest, chunk]);
      for (let message = next(rest, isFirst); message !== undefined; message = next(rest, isFirst)) {
        rest = rest.subarray(message.length);
        // An SSLRequest (80877103) is followed by another first packet.
        const isStart = isFirst;
        isFirst = isStart && message.length === 8 && message.readInt32BE(4) === 80_877_103;
        if (isStart) {
          upstream.write(message);
          continue;
        }
        count += 1;
        const type = String.fromCodePoint(message[0] ?? 0);
        const fate = isSilent ? "silent" : judge({ number: count, type, text: message.subarray(5).toString("latin1") });
        if (fate === "silent") {
          isSilent = true;
          upstream.unpipe(client);
          continue;
        }
        if (fate === "cut") return void client.destroy();
        if (fate === "hold") await new Promise((resolve) => setTimeout(resolve, HOLD_MS));
        if (fate === "cut-after") upstream.unpipe(client);
        upstream.write(message);
        if (fate === "cut-after") setTimeout(() => client.destroy(), 300);
      }
    };
    client.on("data", (chunk) => {
      turn = turn.then(() => take(Buffer.from(chunk)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const cut = (): void => sockets.forEach((socket) => socket.destroy());
  return {
    port: typeof address === "object" && address !== null ? address.port : 0,
    sent: () => count,
    cut,
    [Symbol.asyncDispose]: async () => {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The next whole message; a first packet has no type. */
function next(data: Buffer, isFirst: boolean): Buffer | undefined {
  const head = isFirst ? 0 : 1;
  if (data.length < head + 4) return undefined;
  const length = data.readInt32BE(head) + head;
  return data.length < length ? undefined : data.subarray(0, length);
}

import { createServer, type Server, type Socket } from "node:net";

/** What a chaotic server may do with a request. */
export const DEEDS = [
  "answers",
  "chunks",
  "drips",
  "says 1xx first",
  "sends long headers",
  "fails with 500",
  "closes after the answer",
  "says close",
  "resets in the body",
  "ends in the body",
  "cuts chunks short",
  "speaks garbage",
  "keeps silent",
] as const;

export type Deed = (typeof DEEDS)[number];

export interface ChaosServer extends AsyncDisposable {
  readonly port: number;
  /** How often it did what, whole requests only. */
  readonly done: ReadonlyMap<Deed, number>;
  readonly seen: number;
  /** Stops listening and drops every connection, and listens on the same port again. */
  restart(): Promise<void>;
}

const BODY = "hello, world!";
const OK = `HTTP/1.1 200 OK\r\nContent-Length: ${BODY.length}\r\n\r\n${BODY}`;
const LONG = `HTTP/1.1 200 OK\r\nX-Long: ${"x".repeat(100_000)}\r\nContent-Length: ${BODY.length}\r\n\r\n${BODY}`;
const INTERIM = "HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n".repeat(50);

/** A raw server that does to every request one of the deeds, drawn by `next`. */
export async function chaosServer(next: () => Deed): Promise<ChaosServer> {
  const done = new Map<Deed, number>();
  let seen = 0;
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined).once("close", () => sockets.delete(socket));
    let kept = "";
    socket.on("data", (bytes) => {
      kept += bytes.toString("latin1");
      for (let end = kept.indexOf("\r\n\r\n"); end >= 0; end = kept.indexOf("\r\n\r\n")) {
        kept = kept.slice(end + 4);
        if (socket.destroyed || socket.writableEnded) return;
        const deed = next();
        seen += 1;
        done.set(deed, (done.get(deed) ?? 0) + 1);
        act(socket, deed);
      }
    });
  });
  const port = await listen(server, 0);
  const drop = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port,
    done,
    get seen() {
      return seen;
    },
    restart: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      drop();
      await closed;
      await listen(server, port);
    },
    [Symbol.asyncDispose]: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      drop();
      await closed;
    },
  };
}

function act(socket: Socket, deed: Deed): void {
  switch (deed) {
    case "answers":
      return void socket.write(OK);
    case "chunks":
      return void socket.write(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;x=1\r\nhello\r\n8\r\n, world!\r\n0\r\nX-Sum: 1\r\n\r\n",
      );
    case "drips":
      return drip(socket, 0);
    case "says 1xx first":
      return void socket.write(INTERIM + OK);
    case "sends long headers":
      return void socket.write(LONG);
    case "fails with 500":
      return void socket.write("HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n");
    case "closes after the answer":
      return void socket.end(OK);
    case "says close":
      return void socket.end(OK.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
    case "resets in the body":
      return void socket.write("HTTP/1.1 200 OK\r\nContent-Length: 500000\r\n\r\nhalf", () => socket.resetAndDestroy());
    case "ends in the body":
      return void socket.end("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nhalf");
    case "cuts chunks short":
      return void socket.end("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhe");
    case "speaks garbage":
      return void socket.write("\u0000\u00ff\r\n\r\nHTTP/9.9 -1 \u001b[2J\r\n: :\r\n\r\n", "latin1");
    case "keeps silent":
  }
}

function drip(socket: Socket, at: number): void {
  if (socket.destroyed || at >= OK.length) return;
  socket.write(OK.slice(at, at + 9), () => setImmediate(drip, socket, at + 9));
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
}

import { readFileSync } from "node:fs";
import { createServer, connect as connectTcp, type Socket } from "node:net";
import { join } from "node:path";
import { createServer as createTlsServer } from "node:tls";
import { onRequests, serve, type TestServer } from "../support.ts";

const fixture = (name: string): string => readFileSync(join(import.meta.dirname, "..", "fixtures", name), "utf8");
export const certificate = fixture("test-certificate.pem");
export const key = fixture("test-key.pem");
/** A key locked with "x", in which the passphrase "wrong" leaves a padding that looks right. */
export const unluckyKey = fixture("test-key-unlucky.pem");

/** A proxy that connects to loopback only. */
export interface TestProxy extends TestServer {
  /** Request lines and the words for the proxy, as they came. */
  readonly asked: readonly string[];
}

export interface ProxyChoices {
  readonly isSecure?: boolean;
  /** What it says to CONNECT instead of opening a tunnel, after so many that it has opened. */
  readonly answer?: string;
  readonly tunnels?: number;
  /** Sent in the same piece as the answer that opens the tunnel. */
  readonly extra?: string;
}

export async function proxyServer({
  isSecure = false,
  answer,
  tunnels = 0,
  extra = "",
}: ProxyChoices = {}): Promise<TestProxy> {
  const asked: string[] = [];
  const onSocket = (socket: Socket): void => {
    socket.on("error", () => undefined);
    socket.once("data", (bytes) => {
      const head = bytes.toString("latin1");
      const word = /^proxy-authorization: (.*)\r$/im.exec(head)?.[1] ?? "";
      asked.push(`${head.split("\r\n", 1)[0] ?? ""} ${word}`.trim());
      if (answer !== undefined && asked.length > tunnels) return void socket.end(answer);
      tunnel(socket, Number(/:(\d+) HTTP/.exec(head)?.[1]), extra);
    });
  };
  const server = isSecure ? createTlsServer({ cert: certificate, key }, onSocket) : createServer(onSocket);
  return Object.assign(await serve(server), { asked });
}

function tunnel(socket: Socket, port: number, extra: string): void {
  const onward = connectTcp(port, "127.0.0.1", () => {
    socket.write(`HTTP/1.1 200 Connection established\r\nVia: test\r\n\r\n${extra}`);
    socket.pipe(onward);
    onward.pipe(socket);
  });
  onward.on("error", () => socket.destroy());
  socket.on("close", () => onward.destroy());
}

/** A proxy that answers plain requests itself, and keeps their first lines. */
export async function plainProxy(): Promise<TestProxy> {
  const asked: string[] = [];
  const server = createServer((socket) => {
    socket.on("data", (bytes) => asked.push(bytes.toString("latin1").split("\r\n", 1)[0] ?? ""));
    onRequests(socket, () => socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"));
  });
  return Object.assign(await serve(server), { asked });
}

import { connect as connectSocket, isIP, type Socket } from "node:net";
import { connect as connectTls, type ConnectionOptions } from "node:tls";
import { isSocket, nameOf, type Endpoint, type Encryption, type Upstream } from "../postgres/index.ts";
import { TLS_REQUEST } from "./codes.ts";

/** A connection to the server on which nothing has been said yet. */
export interface Dialled {
  readonly socket: Socket;
  readonly endpoint: Endpoint;
  readonly isEncrypted: boolean;
}

const WAIT_MS = 10_000;

/** Tries the endpoints in turn. Throws what the last one failed with. */
export async function dial({ endpoints, encryptions }: Upstream): Promise<Dialled> {
  let failure: unknown;
  for (const endpoint of endpoints) {
    try {
      return await dialOne(endpoint, isSocket(endpoint) ? ["none"] : encryptions);
    } catch (cause) {
      failure = new Error(`${nameOf(endpoint)}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    }
  }
  throw failure;
}

/** `prefer` goes on without encryption where the server has none, or fails at it. */
async function dialOne(endpoint: Endpoint, encryptions: readonly Encryption[]): Promise<Dialled> {
  const [first = "none", second] = encryptions;
  const socket = await opened(endpoint);
  if (first === "none") return { socket, endpoint, isEncrypted: false };
  try {
    const secured = await encrypted(socket, endpoint, first);
    if (secured !== undefined) return { socket: secured, endpoint, isEncrypted: true };
  } catch (cause) {
    socket.destroy();
    if (second !== "none") throw cause;
    return { socket: await opened(endpoint), endpoint, isEncrypted: false };
  }
  if (second === "none") return { socket, endpoint, isEncrypted: false };
  socket.destroy();
  throw new Error("the server does not speak TLS, and sslmode asks for it");
}

/** A plain connection, for a cancel request too. */
function opened(endpoint: Endpoint): Promise<Socket> {
  const { host, port } = endpoint;
  const half = { allowHalfOpen: true };
  const socket = isSocket(endpoint)
    ? connectSocket({ path: `${host}/.s.PGSQL.${port}`, ...half })
    : connectSocket({ host, port, noDelay: true, keepAlive: true, ...half });
  // Below TLS a socket may fail when nobody listens any more.
  socket.on("error", () => undefined);
  return settled(socket, "connect", () => socket);
}

/** Undefined where the server says no. */
async function encrypted(socket: Socket, { host }: Endpoint, options: ConnectionOptions): Promise<Socket | undefined> {
  const answer = await asked(socket);
  if (answer === "N") return undefined;
  if (answer !== "S") throw new Error("the server's answer to a request for TLS is none of the protocol");
  const name = isIP(host) === 0 ? { servername: host } : {};
  const secured = connectTls({ socket, host, ALPNProtocols: ["postgresql"], ...name, ...options });
  return settled(secured, "secureConnect", () => secured);
}

/** Exactly one byte: more would have been put there by somebody in between (CVE-2021-23222). */
function asked(socket: Socket): Promise<string> {
  const answer = settled(socket, "data", (chunk) => {
    socket.pause();
    return Buffer.isBuffer(chunk) ? chunk.toString("latin1") : "";
  });
  socket.write(TLS_REQUEST);
  return answer;
}

function settled<Value>(socket: Socket, event: string, value: (heard: unknown) => Value): Promise<Value> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => fail(new Error("no answer in time")), WAIT_MS);
    const stop = (): void => {
      clearTimeout(late);
      socket.off(event, done).off("error", fail).off("close", gone);
    };
    const done = (heard: unknown): void => {
      stop();
      resolve(value(heard));
    };
    const fail = (cause: unknown): void => {
      stop();
      // What comes after the end of interest must not end the process.
      socket.on("error", () => undefined).destroy();
      reject(cause instanceof Error ? cause : new Error(String(cause)));
    };
    const gone = (): void => fail(new Error("the server closed the connection"));
    socket.once(event, done).once("error", fail).once("close", gone);
  });
}

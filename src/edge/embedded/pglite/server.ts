import { randomBytes } from "node:crypto";
import { createServer, type Server } from "node:net";
import type { DatabaseServer, EngineInfo } from "../../../command/index.ts";
import { errors } from "../../../kit/index.ts";
import type { Backend } from "./backend.ts";
import { Connection } from "./connection.ts";

interface Store {
  /** A database of that name is on disk. */
  readonly isKept: (name: string) => boolean;
  /** Opens the database of a name, new or kept. */
  readonly open: (name: string) => Promise<Backend>;
}

/** Databases of PGlite behind a port of loopback, each a PGlite of its own. It ends with this process. */
export class PgliteServer implements DatabaseServer {
  readonly engine: EngineInfo;
  readonly singleSession = true;
  readonly #store: Store;
  readonly #password = randomBytes(18).toString("base64url");
  readonly #backends = new Map<string, Promise<Backend>>();
  readonly #connections = new Set<Connection>();
  readonly #server: Server;

  constructor(engine: EngineInfo, store: Store) {
    this.engine = engine;
    this.#store = store;
    const access = { password: this.#password, backendOf: (name: string) => this.#find(name) };
    this.#server = createServer((socket) => {
      const connection = new Connection(socket, access);
      this.#connections.add(connection);
      socket.once("close", () => this.#connections.delete(connection));
      // Neither the server nor a client that waits keeps this process from ending.
      socket.unref();
    });
  }

  async listen(first: Backend): Promise<void> {
    this.#backends.set("postgres", Promise.resolve(first));
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(0, "127.0.0.1", resolve);
    });
    this.#server.unref();
  }

  url(name = "postgres"): string {
    const address = this.#server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    return `postgres://postgres:${this.#password}@127.0.0.1:${port}/${encodeURIComponent(name)}`;
  }

  async createDatabase(name: string): Promise<string> {
    if (this.#backends.has(name) || this.#store.isKept(name)) throw existing(name);
    this.#backends.set(name, this.#store.open(name));
    await this.#backends.get(name);
    return this.url(name);
  }

  /** A kept database is opened when somebody first asks for it. */
  #find(name: string): Promise<Backend> | undefined {
    if (!this.#backends.has(name) && this.#store.isKept(name)) this.#backends.set(name, this.#store.open(name));
    return this.#backends.get(name);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const connection of this.#connections) connection[Symbol.dispose]();
    await closed;
    const backends = [...this.#backends.values()];
    this.#backends.clear();
    for (const backend of backends) await (await backend)[Symbol.asyncDispose]();
  }
}

const existing = (name: string): Error =>
  errors.database.queryFailed({ sqlState: "42P04", message: `database "${name}" already exists` });

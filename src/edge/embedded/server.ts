import type { Databases } from "../../catalog/index.ts";
import type { DatabaseServer, EngineInfo, Login } from "../../command/index.ts";
import type { Keeper } from "./keeper/index.ts";

interface Running {
  readonly engine: EngineInfo;
  readonly keeper: Keeper;
  readonly port: number;
  readonly password: string;
  readonly databases: Databases;
}

/** A native server. Its end in any way ends the keeper, and the keeper's end removes everything. */
export class NativeServer implements DatabaseServer {
  readonly engine: EngineInfo;
  readonly singleSession = false;
  readonly #running: Running;
  #stopped: Promise<void> | undefined;

  constructor(running: Running) {
    this.engine = running.engine;
    this.#running = running;
  }

  url(name = "postgres", login: Login = { user: "postgres", password: this.#running.password }): string {
    const [user, password] = [login.user, login.password].map(encodeURIComponent);
    return `postgres://${user}:${password}@127.0.0.1:${this.#running.port}/${encodeURIComponent(name)}`;
  }

  async createDatabase(name: string): Promise<string> {
    await using session = await this.#running.databases.open({ url: this.url() });
    await session.script(`create database ${quoted(name)}`);
    return this.url(name);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return (this.#stopped ??= this.#running.keeper[Symbol.asyncDispose]());
  }
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

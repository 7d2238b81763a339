import type { Databases } from "../../catalog/index.ts";
import type { DatabaseServer, EngineInfo } from "../../command/index.ts";
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

  url(name = "postgres"): string {
    const { password, port } = this.#running;
    return `postgres://postgres:${password}@127.0.0.1:${port}/${encodeURIComponent(name)}`;
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

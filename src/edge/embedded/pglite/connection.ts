import { timingSafeEqual } from "node:crypto";
import type { Socket } from "node:net";
import type { Backend, Line } from "./backend.ts";
import {
  codeOf,
  fatal,
  GSS_REQUEST,
  parametersOf,
  PASSWORD_REQUEST,
  SSL_REQUEST,
  STARTUP,
  takeFirst,
  takeMessage,
  typeOf,
} from "./messages.ts";

export interface Access {
  readonly password: string;
  readonly backendOf: (database: string) => Promise<Backend> | undefined;
}

/** A client's connection: login, then its messages go to the backend one by one. */
export class Connection implements Disposable {
  readonly #socket: Socket;
  readonly #access: Access;
  #bytes: Buffer = Buffer.alloc(0);
  #startup: Buffer | undefined;
  #line: Line | undefined;
  #last: Promise<void> = Promise.resolve();

  constructor(socket: Socket, access: Access) {
    this.#socket = socket;
    this.#access = access;
    socket.setNoDelay(true);
    socket.on("error", () => socket.destroy());
    socket.on("data", (chunk: Buffer) => {
      this.#bytes = Buffer.concat([this.#bytes, chunk]);
      this.#later(() => this.#read());
    });
    socket.on("close", () => this.#later(async () => this.#line?.[Symbol.asyncDispose]()));
  }

  [Symbol.dispose](): void {
    this.#socket.destroy();
  }

  #later(work: () => Promise<void>): void {
    this.#last = this.#last.then(work).catch(() => {
      this.#socket.destroy();
    });
  }

  async #read(): Promise<void> {
    for (;;) {
      const taken = this.#startup === undefined ? takeFirst(this.#bytes) : takeMessage(this.#bytes);
      if (taken === undefined) return;
      this.#bytes = taken.rest;
      await this.#obey(taken.message);
    }
  }

  async #obey(message: Buffer): Promise<void> {
    if (this.#startup === undefined) this.#begin(message);
    else if (this.#line === undefined) await this.#login(this.#startup, message);
    else if (typeOf(message) === "X") this.#socket.end();
    else this.#socket.write(await this.#line.send(message));
  }

  #begin(first: Buffer): void {
    const code = codeOf(first);
    if (code === SSL_REQUEST || code === GSS_REQUEST) this.#socket.write("N");
    else if (code === STARTUP) {
      this.#startup = first;
      this.#socket.write(PASSWORD_REQUEST);
    } else this.#socket.destroy();
  }

  async #login(startup: Buffer, answer: Buffer): Promise<void> {
    const parameters = parametersOf(startup);
    const database = parameters.get("database") ?? parameters.get("user") ?? "postgres";
    if (!this.#isPassword(answer)) return this.#refuse("28P01", "password authentication failed");
    const backend = await this.#access.backendOf(database);
    if (backend === undefined) return this.#refuse("3D000", `database "${database}" does not exist`);
    this.#line = backend.connect();
    this.#socket.write(await this.#line.send(startup));
  }

  #isPassword(answer: Buffer): boolean {
    const given = answer.subarray(5, -1);
    const wanted = Buffer.from(this.#access.password);
    return typeOf(answer) === "p" && given.length === wanted.length && timingSafeEqual(given, wanted);
  }

  #refuse(sqlState: string, text: string): void {
    this.#socket.end(fatal(sqlState, text));
  }
}

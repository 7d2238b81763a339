import type { PGlite } from "@electric-sql/pglite";
import { simpleQuery, stateAfter, SYNC } from "./messages.ts";
import { createTurns, type TakeTurn } from "./turns.ts";

/** One PGlite database, shared by connections that take turns: a turn lasts until the server says that it is idle. */
export class Backend implements AsyncDisposable {
  readonly #database: PGlite;
  readonly #takeTurn = createTurns();
  #clients = 0;

  constructor(database: PGlite) {
    this.#database = database;
  }

  connect(): Line {
    this.#clients += 1;
    return new Line(
      this.#takeTurn,
      (bytes) => this.#database.execProtocolRaw(bytes),
      () => this.#leave(),
    );
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#database.close();
  }

  /** What a client has set and prepared is gone when nobody is left that could miss it. */
  async #leave(): Promise<void> {
    this.#clients -= 1;
    if (this.#clients === 0 && !this.#database.closed) await this.#database.execProtocolRaw(simpleQuery("discard all"));
  }
}

type Execute = (bytes: Uint8Array) => Promise<Uint8Array>;

/** One client's way to the backend. */
export class Line implements AsyncDisposable {
  readonly #takeTurn: TakeTurn;
  readonly #execute: Execute;
  readonly #leave: () => Promise<void>;
  #endTurn: (() => void) | undefined;

  constructor(takeTurn: TakeTurn, execute: Execute, leave: () => Promise<void>) {
    this.#takeTurn = takeTurn;
    this.#execute = execute;
    this.#leave = leave;
  }

  async send(bytes: Buffer): Promise<Uint8Array> {
    this.#endTurn ??= await this.#takeTurn();
    const answer = await this.#execute(bytes);
    if (stateAfter(answer) === "I") this.#release();
    return answer;
  }

  /** A client that goes away in the middle leaves nothing open. */
  async [Symbol.asyncDispose](): Promise<void> {
    const isInTheMiddle = this.#endTurn !== undefined;
    this.#endTurn ??= await this.#takeTurn();
    if (isInTheMiddle) {
      await this.#execute(SYNC);
      await this.#execute(simpleQuery("rollback"));
    }
    await this.#leave();
    this.#release();
  }

  #release(): void {
    this.#endTurn?.();
    this.#endTurn = undefined;
  }
}

import type { Client } from "pg";
import type { Row, Session } from "../../catalog/index.ts";
import { cancelStatement, closeClient } from "./close.ts";
import { connectFailure, endsSession, lostFailure, statementFailure } from "./failures.ts";
import { readFacts, type ServerFacts } from "./facts.ts";
import { nameOf } from "./endpoints.ts";
import type { Connected, Plan } from "./connect.ts";
import { copyInto } from "./copy-in.ts";

/** Reads what the server says of itself and wraps the connection. */
export async function openSession(connected: Connected, plan: Plan): Promise<Session> {
  const where = nameOf(connected.endpoint);
  try {
    const facts = await readFacts(connected.client, plan.session);
    return new PostgresSession(connected, facts);
  } catch (cause) {
    await connected.client.end().catch(() => undefined);
    throw connectFailure(where, cause);
  }
}

const BEGINS = /^\s*(?:begin|start\s+transaction)\b/i;

/** One backend. Statements wait for each other: the driver's own queue is deprecated. */
class PostgresSession implements Session {
  readonly serverVersion: number;
  readonly database: string;
  readonly user: string;
  readonly where: string;
  readonly #client: Client;
  readonly #perTransaction: string | undefined;
  readonly #cancel: () => Promise<void>;
  #isBusy = false;
  #last: Promise<unknown> = Promise.resolve();
  #lost: { readonly cause: unknown } | undefined;

  constructor({ client, endpoint }: Connected, facts: ServerFacts) {
    this.#client = client;
    this.#perTransaction = facts.perTransaction;
    this.#cancel = () => cancelStatement(client, endpoint);
    this.serverVersion = facts.serverVersion;
    this.database = facts.database;
    this.user = facts.user;
    this.where = nameOf(endpoint);
    client.on("error", (cause) => this.#remember(cause));
    client.on("end", () => this.#remember(new Error("the server closed the connection")));
  }

  query(sql: string, parameters: readonly unknown[] = []): Promise<readonly Row[]> {
    const statement = { text: sql, values: [...parameters], queryMode: "extended" as const };
    return this.#inTurn(async () => {
      const rows = async (): Promise<readonly Row[]> => (await this.#client.query<Row>(statement)).rows;
      if (this.#perTransaction === undefined || this.#client.getTransactionStatus() !== "I") return rows();
      return BEGINS.test(sql) ? this.#begun(this.#perTransaction, rows) : this.#wrapped(this.#perTransaction, rows);
    });
  }

  script(sql: string): Promise<void> {
    return this.#inTurn(async () => {
      await this.#client.query(sql);
    });
  }

  copyIn(sql: string, rows: string): Promise<void> {
    return this.#inTurn(() => copyInto(this.#client, sql, rows));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#isBusy && this.#lost === undefined) await this.#cancel();
    await closeClient(this.#client);
  }

  /** A pooler gives each transaction another backend: the session's settings go with each statement instead. */
  async #wrapped<Result>(settings: string, run: () => Promise<Result>): Promise<Result> {
    await this.#client.query(`begin; ${settings}`);
    try {
      const result = await run();
      await this.#client.query("commit");
      return result;
    } catch (cause) {
      await this.#client.query("rollback").catch(() => undefined);
      throw cause;
    }
  }

  /** The caller's own transaction has the settings from its first statement on. */
  async #begun<Result>(settings: string, begin: () => Promise<Result>): Promise<Result> {
    const result = await begin();
    await this.#client.query(settings);
    return result;
  }

  #inTurn<Result>(run: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(() => this.#guarded(run));
    this.#last = result.catch(() => undefined);
    return result;
  }

  async #guarded<Result>(run: () => Promise<Result>): Promise<Result> {
    if (this.#lost !== undefined) throw lostFailure(this.where, this.#lost.cause);
    this.#isBusy = true;
    try {
      return await run();
    } catch (cause) {
      if (!endsSession(cause)) throw statementFailure(cause);
      this.#remember(cause);
      throw lostFailure(this.where, cause);
    } finally {
      this.#isBusy = false;
    }
  }

  #remember(cause: unknown): void {
    this.#lost ??= { cause };
  }
}

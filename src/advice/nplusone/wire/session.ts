import type { Statements, Text } from "../sql/statements.ts";
import type { Asked } from "../flow/asked.ts";
import { literalBits, type Portal, type Prepared, type Reader } from "./bind.ts";
import type { Asker, Connected } from "./proxies.ts";
import { type Collecting, createCollecting } from "./rows.ts";

/** A statement that a client has sent. */
export interface Started {
  readonly session: SessionState;
  readonly text: Text;
  /** Bits of the compared values, one for each comparison of the fingerprint. */
  readonly values: readonly number[];
  readonly shown: readonly string[];
  readonly startedMs: number;
  /** 0 outside of a transaction block, else its number in this session. */
  readonly transaction: number;
  /** Statements of one pool may ask for what others of it brought. */
  readonly pool: string;
  readonly route: string | undefined;
  /** The chains that it goes on with. */
  asked: readonly Asked[];
}

/** The same statement, run to its end. What it holds of rows is lent for the time of the call. */
export interface Executed {
  readonly started: Started;
  readonly endedMs: number;
  readonly collecting: Collecting;
}

/** What a client waits for, in the order in which the server answers. */
export type Pending =
  | { readonly kind: "describe"; readonly prepared: Prepared }
  | { readonly kind: "execute"; readonly portal: Portal | undefined; readonly started: Started | undefined }
  | {
      readonly kind: "query";
      readonly texts: readonly Text[];
      /** Which of them the server is at. */
      at: number;
      started: Started | undefined;
    }
  | { readonly kind: "sync" };

export interface Surroundings {
  readonly statements: Statements;
  readonly reader: Reader;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  readonly started: (started: Started) => void;
  readonly ended: (executed: Executed) => void;
}

/** One connection as its messages show it. */
export interface SessionState {
  readonly id: number;
  /** Who asks now. Sessions of one pool have the same: user, database, application and where the client is. */
  asker: Asker;
  readonly askerOf: Connected["askerOf"];
  readonly around: Surroundings;
  readonly prepared: Map<string, Prepared>;
  readonly portals: Map<string, Portal>;
  readonly queue: Pending[];
  readonly collecting: Collecting;
  /** The entry of the queue whose rows are being collected. */
  collectingFor: Pending | undefined;
  transaction: number;
  transactions: number;
}

/** @example newSession(around, 1, { asker: { pool: "shop", route: undefined }, askerOf: undefined }).queue.length; // 0 */
export const newSession = (
  around: Surroundings,
  id: number,
  who: Pick<SessionState, "asker" | "askerOf">,
): SessionState => ({
  id,
  ...who,
  around,
  prepared: new Map(),
  portals: new Map(),
  queue: [],
  collecting: createCollecting(),
  collectingFor: undefined,
  transaction: 0,
  transactions: 0,
});

/** A text goes to the server now: what the application is doing is asked for once, before its statements begin. */
export function enter(session: SessionState, sql: string | undefined): void {
  if (session.askerOf !== undefined) session.asker = session.askerOf(sql) ?? session.asker;
}

/** A statement goes to the server now. */
export function startStatement(
  session: SessionState,
  text: Text | undefined,
  bound: Pick<Portal, "values" | "shown"> | undefined,
): Started | undefined {
  const { around, transaction, asker } = session;
  if (text === undefined || asker.isOurs === true) return undefined;
  const { values, shown } = bound ?? constants(session, text);
  const { pool, route } = asker;
  const started: Started = {
    session,
    text,
    values,
    shown,
    startedMs: around.now(),
    transaction,
    pool,
    route: text.route ?? route,
    asked: [],
  };
  around.started(started);
  return started;
}

const NONE: Pick<Portal, "values" | "shown"> = { values: [], shown: [] };

function constants({ around: { reader } }: SessionState, { inputs }: Text): Pick<Portal, "values" | "shown"> {
  if (inputs.length === 0) return NONE;
  const texts = inputs.map((input) => (input.kind === "literal" ? input.text : undefined));
  return {
    values: texts.map((text) => (text === undefined ? 0 : literalBits(text, reader.hasher))),
    shown: reader.showsValues ? texts.map((text) => text ?? "NULL") : [],
  };
}

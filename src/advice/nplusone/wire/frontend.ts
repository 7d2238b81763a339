import type { Text } from "../sql/statements.ts";
import { endOfText, readBind, type Prepared } from "./bind.ts";
import type { MessageSink, Piece } from "./framer.ts";
import { enter, startStatement, type Pending, type SessionState } from "./session.ts";

/** Message types of the frontend by their letters. */
const TYPE = {
  query: 81,
  parse: 80,
  bind: 66,
  describe: 68,
  execute: 69,
  sync: 83,
  close: 67,
  functionCall: 70,
} as const;

const KEPT_BYTES = 262_144;
/** Of a client that prepares or pipelines without end, no more than these are known. */
const MOST_PREPARED = 5_000;
const MOST_PENDING = 20_000;

/** Reads what a client says after its startup. */
export const frontendSink = (session: SessionState): MessageSink => ({
  keeps: (type) => (type === TYPE.query || type === TYPE.parse || type === TYPE.bind ? KEPT_BYTES : 1_024),
  take: (type, piece) => take(session, type, piece),
  skip: (type) => skip(session, type),
});

function take(session: SessionState, type: number, piece: Piece): void {
  switch (type) {
    case TYPE.query:
      return takeQuery(session, piece);
    case TYPE.parse:
      return takeParse(session, piece);
    case TYPE.bind:
      return takeBind(session, piece);
    case TYPE.describe:
      return takeDescribe(session, piece);
    case TYPE.execute:
      return takeExecute(session, piece);
    case TYPE.sync:
      return wait(session, { kind: "sync" });
    case TYPE.close:
      return takeClose(session, piece);
    case TYPE.functionCall:
      return waitForQuery(session, []);
    default:
      return undefined;
  }
}

/** What is too long to be read still has its answer. */
function skip(session: SessionState, type: number): void {
  if (type === TYPE.query || type === TYPE.functionCall) waitForQuery(session, []);
  if (type === TYPE.parse) session.prepared.delete("");
  if (type === TYPE.bind) session.portals.clear();
}

function wait(session: SessionState, pending: Pending): void {
  if (session.queue.length >= MOST_PENDING) throw new RangeError("a pipeline without end");
  session.queue.push(pending);
}

function waitForQuery(session: SessionState, texts: readonly Text[]): void {
  wait(session, { kind: "query", texts, at: 0, started: startStatement(session, texts[0], undefined) });
}

function takeQuery(session: SessionState, { bytes, start, end }: Piece): void {
  const text = bytes.toString("utf8", start, end - 1);
  enter(session, text);
  waitForQuery(session, session.around.statements.read(text, false));
}

function takeParse(session: SessionState, piece: Piece): void {
  const { bytes, start } = piece;
  const nameEnd = endOfText(piece, start);
  const textEnd = endOfText(piece, nameEnd + 1);
  const name = bytes.toString("latin1", start, nameEnd);
  const [text, ...more] = session.around.statements.read(bytes.toString("utf8", nameEnd + 1, textEnd), true);
  const types: number[] = [];
  const count = bytes.readUInt16BE(textEnd + 1);
  for (let index = 0; index < count; index += 1) types.push(bytes.readUInt32BE(textEnd + 3 + index * 4));
  if (session.prepared.size >= MOST_PREPARED) session.prepared.clear();
  session.prepared.set(name, { text: more.length > 0 ? undefined : text, types, columns: undefined });
}

const UNKNOWN: Prepared = { text: undefined, types: [], columns: undefined };

function takeBind(session: SessionState, piece: Piece): void {
  const portalEnd = endOfText(piece, piece.start);
  const nameEnd = endOfText(piece, portalEnd + 1);
  const prepared = session.prepared.get(piece.bytes.toString("latin1", portalEnd + 1, nameEnd)) ?? UNKNOWN;
  // Not at Execute: a portal that is read in pieces has many of those.
  enter(session, prepared.text?.sql);
  const portal = readBind(piece, nameEnd + 1, { prepared, reader: session.around.reader });
  if (session.portals.size >= MOST_PREPARED) session.portals.clear();
  session.portals.set(piece.bytes.toString("latin1", piece.start, portalEnd), portal);
}

const STATEMENT = 83;

const named = (piece: Piece): string =>
  piece.bytes.toString("latin1", piece.start + 1, endOfText(piece, piece.start + 1));

function takeDescribe(session: SessionState, piece: Piece): void {
  const isStatement = piece.bytes.readUInt8(piece.start) === STATEMENT;
  const prepared = isStatement ? session.prepared.get(named(piece)) : session.portals.get(named(piece))?.prepared;
  wait(session, { kind: "describe", prepared: prepared ?? { ...UNKNOWN } });
}

function takeExecute(session: SessionState, piece: Piece): void {
  const portal = session.portals.get(piece.bytes.toString("latin1", piece.start, endOfText(piece, piece.start)));
  wait(session, { kind: "execute", portal, started: startStatement(session, portal?.prepared.text, portal) });
}

function takeClose(session: SessionState, piece: Piece): void {
  const isStatement = piece.bytes.readUInt8(piece.start) === STATEMENT;
  if (isStatement) session.prepared.delete(named(piece));
  else session.portals.delete(named(piece));
}

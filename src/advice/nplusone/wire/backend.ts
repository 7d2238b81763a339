import { isWorthReading, type Text } from "../sql/statements.ts";
import { readColumns, type Columns } from "./columns.ts";
import type { MessageSink, Piece } from "./framer.ts";
import { beginRows, takeRow } from "./rows.ts";
import { leadsOn } from "../flow/asked.ts";
import { startStatement, type SessionState, type Started } from "./session.ts";

/** Message types of the backend by their letters. */
const TYPE = {
  row: 68,
  description: 84,
  noData: 110,
  parameters: 116,
  complete: 67,
  emptyQuery: 73,
  suspended: 115,
  ready: 90,
  error: 69,
} as const;

/** A row that comes in pieces and is longer than this is counted, not read. */
const KEPT_BYTES = 65_536;

/** Reads what a server answers. */
export const backendSink = (session: SessionState): MessageSink => ({
  keeps: () => KEPT_BYTES,
  take: (type, piece) => take(session, type, piece),
  skip: (type) => {
    if (type === TYPE.row && beginIfNew(session)) session.collecting.rows += 1;
  },
});

function take(session: SessionState, type: number, piece: Piece): void {
  switch (type) {
    case TYPE.row:
      if (beginIfNew(session)) takeRow(session.collecting, piece, session.around.reader.hasher);
      return;
    case TYPE.description:
      return takeDescription(session, piece);
    case TYPE.noData:
      if (session.queue[0]?.kind === "describe") session.queue.shift();
      return;
    case TYPE.parameters:
      return takeParameters(session, piece);
    case TYPE.complete:
    case TYPE.emptyQuery:
    case TYPE.suspended:
      return complete(session);
    case TYPE.ready:
      return ready(session, piece.bytes.readUInt8(piece.start));
    case TYPE.error:
      return fail(session);
    default:
      return undefined;
  }
}

/** The first row, or the end, of what the queue is at. False where the queue knows of no result. */
function beginIfNew(session: SessionState): boolean {
  const head = session.queue[0];
  if (head === undefined || head.kind === "sync" || head.kind === "describe") return false;
  if (session.collectingFor === head) return true;
  session.collectingFor = head;
  if (head.kind === "query" || head.portal === undefined) beginRows(session.collecting);
  else {
    const { prepared, resultFormats } = head.portal;
    const fingerprint = prepared.text?.fingerprint;
    const isRead = fingerprint !== undefined && isWorthReading(fingerprint);
    beginRows(session.collecting, isRead ? (prepared.columns ?? fingerprint.columns)?.keys : undefined, resultFormats);
  }
  session.collecting.isLed = isLed(head.started);
  return true;
}

function takeDescription(session: SessionState, piece: Piece): void {
  const head = session.queue[0];
  if (head?.kind === "describe") {
    head.prepared.columns = describe(head.prepared.text, piece);
    session.queue.shift();
  } else if (head?.kind === "query") {
    const text = head.texts[head.at];
    session.collectingFor = head;
    const columns = text === undefined ? undefined : describe(text, piece);
    beginRows(session.collecting, text !== undefined && isWorthReading(text.fingerprint) ? columns?.keys : undefined);
    session.collecting.isLed = isLed(head.started);
  }
}

/** It goes on with a chain of queries. */
const isLed = (started: Started | undefined): boolean =>
  started !== undefined && started.asked.length > 0 && leadsOn(started.asked);

function describe(text: Text | undefined, piece: Piece): Columns {
  const columns = readColumns(piece, text?.fingerprint.columns);
  if (text !== undefined) text.fingerprint.columns = columns;
  return columns;
}

function takeParameters({ queue }: SessionState, { bytes, start }: Piece): void {
  const head = queue[0];
  if (head?.kind !== "describe") return;
  const types: number[] = [];
  const count = bytes.readUInt16BE(start);
  for (let index = 0; index < count; index += 1) types.push(bytes.readUInt32BE(start + 2 + index * 4));
  head.prepared.types = types;
}

/** A statement is through. */
function complete(session: SessionState): void {
  const head = session.queue[0];
  if (head === undefined || head.kind === "sync" || head.kind === "describe") return;
  beginIfNew(session);
  tell(session, head.started);
  if (head.kind === "execute") session.queue.shift();
  else {
    head.at += 1;
    head.started = startStatement(session, head.texts[head.at], undefined);
  }
  session.collectingFor = undefined;
}

function tell({ around, collecting }: SessionState, started: Started | undefined): void {
  if (started !== undefined) around.ended({ started, endedMs: around.now(), collecting });
}

const IDLE = 73;

/** The server is ready for the next query: everything up to the Sync or Query that it answers is through. */
function ready(session: SessionState, status: number): void {
  let head = session.queue.shift();
  while (head !== undefined && head.kind !== "sync" && head.kind !== "query") head = session.queue.shift();
  session.collectingFor = undefined;
  if (status === IDLE) session.transaction = 0;
  else if (session.transaction === 0) {
    session.transactions += 1;
    session.transaction = session.transactions;
  }
}

/** After an error the server reads nothing up to the next Sync; of a simple query the rest is not run. */
function fail(session: SessionState): void {
  const { queue } = session;
  session.collectingFor = undefined;
  if (queue[0]?.kind === "query") queue[0].at = queue[0].texts.length;
  else while (queue[0] !== undefined && queue[0].kind !== "sync") queue.shift();
}

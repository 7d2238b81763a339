import type { Client, Submittable } from "pg";

/** Large rows go in pieces, so that no second copy of all of them is made at once. */
const CHUNK = 65_536;

/** Sends COPY … FROM stdin and its rows. The driver has the messages but no statement of this kind. */
export function copyInto(client: Client, sql: string, rows: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const statement: Submittable & Answers = {
      submit: (connection) => connection.query(sql),
      handleCopyInResponse: (connection) => sendRows(connection, rows),
      handleCommandComplete: () => undefined,
      handleEmptyQuery: () => undefined,
      handleError: reject,
      handleReadyForQuery: () => resolve(),
    };
    client.query(statement);
  });
}

/** What a connection of the driver can do beyond its published types. */
interface CopyConnection {
  readonly sendCopyFromChunk: (chunk: Uint8Array) => void;
  readonly endCopyFrom: () => void;
}

/** What the client calls on its active statement; its types name `submit` only. */
interface Answers {
  readonly handleCopyInResponse: (connection: CopyConnection) => void;
  readonly handleCommandComplete: () => void;
  readonly handleEmptyQuery: () => void;
  readonly handleError: (error: Error) => void;
  readonly handleReadyForQuery: () => void;
}

function sendRows(connection: CopyConnection, rows: string): void {
  const bytes = Buffer.from(rows);
  for (let at = 0; at < bytes.length; at += CHUNK) connection.sendCopyFromChunk(bytes.subarray(at, at + CHUNK));
  connection.endCopyFrom();
}

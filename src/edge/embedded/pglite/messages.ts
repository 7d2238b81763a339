// Messages of PostgreSQL's protocol, https://www.postgresql.org/docs/current/protocol-message-formats.html

export interface Taken {
  readonly message: Buffer;
  readonly rest: Buffer;
}

/** The first packet of a connection has no type: length, code, body. Undefined while it is not complete. */
export function takeFirst(bytes: Buffer): Taken | undefined {
  return take(bytes, 0);
}

/** Type, length, body. Undefined while it is not complete. */
export function takeMessage(bytes: Buffer): Taken | undefined {
  return take(bytes, 1);
}

function take(bytes: Buffer, typeLength: number): Taken | undefined {
  if (bytes.length < typeLength + 4) return undefined;
  const end = typeLength + bytes.readInt32BE(typeLength);
  return bytes.length < end ? undefined : { message: bytes.subarray(0, end), rest: bytes.subarray(end) };
}

export const STARTUP = 196_608;
export const SSL_REQUEST = 80_877_103;
export const GSS_REQUEST = 80_877_104;

export const codeOf = (first: Buffer): number => first.readInt32BE(4);
export const typeOf = (message: Buffer): string => String.fromCharCode(message[0] ?? 0);

/** `user`, `database` and the like of a startup packet. */
export function parametersOf(startup: Buffer): ReadonlyMap<string, string> {
  const texts = startup.subarray(8).toString("utf8").split("\0");
  const pairs = new Map<string, string>();
  for (let at = 0; at + 1 < texts.length && texts[at] !== ""; at += 2) pairs.set(texts[at] ?? "", texts[at + 1] ?? "");
  return pairs;
}

/** The state that the last ReadyForQuery of an answer tells: I idle, T in a transaction, E in a failed one. */
export function stateAfter(answer: Uint8Array): string | undefined {
  let state: string | undefined;
  let rest: Buffer = Buffer.from(answer);
  for (let taken = takeMessage(rest); taken !== undefined; taken = takeMessage(rest)) {
    if (typeOf(taken.message) === "Z") state = String.fromCharCode(taken.message[5] ?? 0);
    rest = taken.rest;
  }
  return state;
}

export function message(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(type, 0, "latin1");
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

export const simpleQuery = (sql: string): Buffer => message("Q", Buffer.from(`${sql}\0`));
export const SYNC: Buffer = message("S", Buffer.alloc(0));
export const PASSWORD_REQUEST: Buffer = message("R", Buffer.from([0, 0, 0, 3]));

export const fatal = (sqlState: string, text: string): Buffer =>
  message("E", Buffer.from(`SFATAL\0VFATAL\0C${sqlState}\0M${text}\0\0`));

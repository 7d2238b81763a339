/** What is seen of a server's first answers. */
export interface Login {
  /** Takes bytes of the server; answers those to pass on. */
  readonly pass: (chunk: Buffer) => Buffer;
}

const TYPE = { authentication: 82, keyData: 75, ready: 90, error: 69 } as const;
const SASL = 10;
const MOST_HELD_BYTES = 65_536;

/**
 * Follows a login. Nothing is changed but one thing: where the server is reached by TLS and the client is not, the offer of channel
 * binding is taken out of the list of SASL mechanisms, since it would bind to a channel that the client does not have (libpq takes
 * such an offer for an attack).
 */
export function createLogin(options: {
  readonly withoutBinding: boolean;
  readonly onKey: (key: Buffer) => void;
}): Login {
  let held: Buffer = Buffer.alloc(0);
  let isOver = false;
  const pass = (chunk: Buffer): Buffer => {
    if (isOver) return chunk;
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    const whole: Buffer[] = [];
    for (let message = firstOf(held); message !== undefined && !isOver; message = firstOf(held)) {
      held = held.subarray(message.length);
      whole.push(options.withoutBinding ? withoutBinding(message) : message);
      if (message[0] === TYPE.keyData) options.onKey(Buffer.from(message.subarray(5)));
      isOver = message[0] === TYPE.ready || message[0] === TYPE.error;
    }
    if (!isOver && held.length <= MOST_HELD_BYTES && isPlausible(held)) return Buffer.concat(whole);
    isOver = true;
    const rest = held;
    held = Buffer.alloc(0);
    return Buffer.concat([...whole, rest]);
  };
  return { pass };
}

function isPlausible(held: Buffer): boolean {
  if (held.length < 5) return true;
  const length = held.readInt32BE(1);
  return length >= 4 && length <= MOST_HELD_BYTES;
}

/** A server older than the protocol answers without a length; then nothing is ever whole, and all is passed on. */
function firstOf(held: Buffer): Buffer | undefined {
  if (held.length < 5) return undefined;
  const length = held.readInt32BE(1);
  return length < 4 || held.length < length + 1 ? undefined : held.subarray(0, length + 1);
}

function withoutBinding(message: Buffer): Buffer {
  if (message[0] !== TYPE.authentication || message.length < 9 || message.readInt32BE(5) !== SASL) return message;
  const names = message.toString("latin1", 9).split("\0");
  const kept = names.filter((name) => !name.endsWith("-PLUS"));
  if (kept.length === names.length || kept.every((name) => name === "")) return message;
  const list = Buffer.from(kept.join("\0"), "latin1");
  const head = Buffer.from(message.subarray(0, 9));
  head.writeInt32BE(8 + list.length, 1);
  return Buffer.concat([head, list]);
}

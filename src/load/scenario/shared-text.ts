/** A text that threads share: one writes it, the others see it. Plain data that can be posted to a worker. */
export interface SharedText {
  readonly buffer: SharedArrayBuffer;
}

const HEAD_BYTES = 16;
const VERSION = 0;
/** Two halves take turns, so that what is being read is not being written. */
const LENGTHS = 1;

/** A text of at most `bytes` bytes of UTF-8, empty at first. */
export function createSharedText(bytes: number): SharedText {
  return { buffer: new SharedArrayBuffer(HEAD_BYTES + 2 * bytes) };
}

/** Replaces the text; only one thread may. False when it is too long. */
export function writeShared({ buffer }: SharedText, text: string): boolean {
  const head = new Int32Array(buffer, 0, 4);
  const encoded = new TextEncoder().encode(text);
  const half = (buffer.byteLength - HEAD_BYTES) / 2;
  if (encoded.length > half) return false;
  const version = Atomics.load(head, VERSION) + 1;
  new Uint8Array(buffer, HEAD_BYTES + (version % 2) * half, half).set(encoded);
  Atomics.store(head, LENGTHS + (version % 2), encoded.length);
  Atomics.store(head, VERSION, version);
  return true;
}

/** A function that answers the text as it was last written, and reads it only when it has changed. */
export function sharedReader({ buffer }: SharedText): () => string {
  const head = new Int32Array(buffer, 0, 4);
  const half = (buffer.byteLength - HEAD_BYTES) / 2;
  let known = 0;
  let text = "";
  return () => {
    const version = Atomics.load(head, VERSION);
    if (version === known) return text;
    known = version;
    const length = Atomics.load(head, LENGTHS + (version % 2));
    text = new TextDecoder().decode(new Uint8Array(buffer, HEAD_BYTES + (version % 2) * half, length).slice());
    return text;
  };
}

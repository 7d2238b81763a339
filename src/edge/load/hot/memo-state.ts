/** Heads that are kept, and the longest of them in bytes. */
export const MEMOS = 16;
export const LONGEST_HEAD = 2_048;

/** A head as it was last answered to one request, and what it meant. */
export interface Memo {
  bytes: Uint8Array;
  words: Uint32Array;
  length: number;
  isHead: number;
  status: number;
  closes: number;
  bodyLength: number;
}

/**
 * Heads that have been read before. A server answers the same request with the same head but for its Date, once a second: to
 * compare sixty words is a tenth of the work of reading them. Equal bytes mean the same, so nothing is guessed.
 */
export interface Memory {
  readonly memos: Memo[];
  /** `input` as words; undefined where it does not lie on a word's boundary. */
  readonly words: Uint32Array | undefined;
  /** Answers that are still not looked up, because heads did not repeat. */
  pause: number;
  misses: number;
}

export function newMemory(input: Uint8Array): Memory {
  const isAligned = input.byteOffset % 4 === 0;
  return {
    memos: Array.from({ length: MEMOS }, newMemo),
    words: isAligned ? new Uint32Array(input.buffer, input.byteOffset, input.length >> 2) : undefined,
    pause: 0,
    misses: 0,
  };
}

function newMemo(): Memo {
  const bytes = new Uint8Array(LONGEST_HEAD);
  const words = new Uint32Array(bytes.buffer);
  return { bytes, words, length: 0, isHead: 0, status: 0, closes: 0, bodyLength: 0 };
}

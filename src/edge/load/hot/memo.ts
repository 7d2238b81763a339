import { LONGEST_HEAD, MEMOS, type Memo, type Memory } from "./memo-state.ts";
import { PHASE, type Parser } from "./parser-state.ts";
import { DONE, MORE } from "./parse-result.ts";

// Heads that never repeat are not worth the comparing: so many answers are read without it, then it is tried again.
const MOST_MISSES = 32;
const PAUSE = 1_024;

/** The memo of a request of the mix, by its index. */
const memoOf = (memory: Memory, index: number): Memo | undefined => memory.memos[index & (MEMOS - 1)];

/**
 * Takes a fresh answer that lies in the input from 0 to `end`, when its head is the known one: answers like `feed`, or -1
 * when it has to be read.
 */
export function recall(parser: Parser, slot: number, end: number): number {
  const { memory } = parser;
  const memo = memoOf(memory, parser.key);
  if (memo === undefined || memory.words === undefined || memo.length === 0 || memo.length > end) return -1;
  if (memo.isHead !== parser.isHead[slot] || !isSame(parser.input, memory.words, memo)) {
    memory.misses += 1;
    return -1;
  }
  memory.misses = 0;
  parser.status[slot] = memo.status;
  parser.closes[slot] = memo.closes;
  const left = memo.bodyLength - (end - memo.length);
  if (left > 0) {
    parser.left[slot] = left;
    parser.phase[slot] = PHASE.length;
    return MORE;
  }
  parser.phase[slot] = PHASE.idle;
  parser.position = memo.length + memo.bodyLength;
  return DONE;
}

function isSame(input: Uint8Array, words: Uint32Array, memo: Memo): boolean {
  const whole = memo.length >> 2;
  for (let index = 0; index < whole; index += 1) if (words[index] !== memo.words[index]) return false;
  for (let index = whole << 2; index < memo.length; index += 1) if (input[index] !== memo.bytes[index]) return false;
  return true;
}

/** Keeps the head that has just been read from the beginning of the input, when its body is counted in bytes. */
export function remember(parser: Parser, slot: number): void {
  const { memory, headEnd } = parser;
  parser.headEnd = 0;
  if (headEnd === 0 || headEnd > LONGEST_HEAD) return;
  if (memory.misses > MOST_MISSES) {
    memory.misses = 0;
    memory.pause = PAUSE;
  }
  const memo = memoOf(memory, parser.key);
  if (memo === undefined) return;
  memo.bytes.set(parser.input.subarray(0, headEnd));
  memo.length = headEnd;
  memo.isHead = parser.isHead[slot] ?? 0;
  memo.status = parser.status[slot] ?? 0;
  memo.closes = parser.closes[slot] ?? 0;
  memo.bodyLength = parser.bodyLength;
}

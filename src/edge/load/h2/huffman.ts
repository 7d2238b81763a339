// Bits of the code of each byte, and of the end of string at 256 (RFC 7541 appendix B). The code is canonical: codes of one
// length count upwards in the order of the bytes, so the lengths say everything.
const LENGTHS: readonly number[] = [
  13, 23, 28, 28, 28, 28, 28, 28, 28, 24, 30, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 30, 28, 28, 28, 28, 28, 28,
  28, 28, 28, 6, 10, 10, 12, 13, 6, 8, 11, 10, 10, 8, 11, 8, 6, 6, 6, 5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 7, 8, 15, 6, 12, 10,
  13, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 8, 7, 8, 13, 19, 13, 14, 6, 15, 5, 6, 5, 6,
  5, 6, 6, 6, 5, 7, 7, 6, 6, 6, 5, 6, 7, 6, 5, 5, 6, 7, 7, 7, 7, 7, 15, 11, 14, 13, 28, 20, 22, 20, 20, 22, 22, 22, 23,
  22, 23, 23, 23, 23, 23, 24, 23, 24, 24, 22, 23, 24, 23, 23, 23, 23, 21, 22, 23, 22, 23, 23, 24, 22, 21, 20, 22, 22,
  23, 23, 21, 23, 22, 22, 24, 21, 22, 23, 23, 21, 21, 22, 21, 23, 22, 23, 23, 20, 22, 22, 22, 23, 22, 22, 23, 26, 26,
  20, 19, 22, 23, 22, 25, 26, 26, 26, 27, 27, 26, 24, 25, 19, 21, 26, 27, 27, 26, 27, 24, 21, 21, 26, 26, 28, 27, 27,
  27, 20, 24, 20, 21, 22, 21, 21, 23, 22, 22, 25, 25, 24, 24, 26, 23, 26, 27, 26, 26, 27, 27, 27, 27, 27, 28, 27, 27,
  27, 27, 27, 26, 30,
];
const END_OF_STRING = 256;
const LONGEST = 30;

interface Codes {
  /** Symbols by length, then by value. */
  readonly symbols: Uint16Array;
  /** Of each length: the first code, how many there are, and where their symbols begin. */
  readonly first: Uint32Array;
  readonly count: Uint16Array;
  readonly start: Uint16Array;
}

const codes = canonical();

function canonical(): Codes {
  const symbols = Uint16Array.from(LENGTHS.keys()).sort((a, b) => (LENGTHS[a] ?? 0) - (LENGTHS[b] ?? 0) || a - b);
  const first = new Uint32Array(LONGEST + 1);
  const count = new Uint16Array(LONGEST + 1);
  const start = new Uint16Array(LONGEST + 1);
  for (const length of LENGTHS) count[length] = (count[length] ?? 0) + 1;
  for (let length = 1; length <= LONGEST; length += 1) {
    first[length] = 2 * ((first[length - 1] ?? 0) + (count[length - 1] ?? 0));
    start[length] = (start[length - 1] ?? 0) + (count[length - 1] ?? 0);
  }
  return { symbols, first, count, start };
}

/**
 * Decodes a Huffman-coded string of HPACK into bytes. `undefined`: no valid code, the end-of-string symbol, or padding that
 * is longer than seven bits or not all ones (RFC 7541 section 5.2).
 */
export function decodeHuffman(bytes: Uint8Array): Uint8Array | undefined {
  // The shortest code has five bits.
  const decoded = new Uint8Array(Math.floor((bytes.length * 8) / 5));
  let length = 0;
  let code = 0;
  let bits = 0;
  for (const byte of bytes) {
    for (let bit = 7; bit >= 0; bit -= 1) {
      code = (code << 1) | ((byte >> bit) & 1);
      bits += 1;
      const symbol = symbolOf(code, bits);
      if (symbol === END_OF_STRING || bits > LONGEST) return undefined;
      if (symbol >= 0) {
        decoded[length] = symbol;
        length += 1;
        code = 0;
        bits = 0;
      }
    }
  }
  return bits < 8 && code === (1 << bits) - 1 ? decoded.subarray(0, length) : undefined;
}

function symbolOf(code: number, bits: number): number {
  const place = code - (codes.first[bits] ?? 0);
  if (bits > LONGEST || place < 0 || place >= (codes.count[bits] ?? 0)) return -1;
  return codes.symbols[(codes.start[bits] ?? 0) + place] ?? -1;
}

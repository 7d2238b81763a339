/**
 * UTF-16 units that the first `bytes` bytes of a text take in UTF-8: the parser counts bytes.
 *
 * @example
 * unitsOfBytes("ä b", 3); // 2
 */
export function unitsOfBytes(text: string, bytes: number): number {
  return Buffer.from(text).subarray(0, bytes).toString().length;
}

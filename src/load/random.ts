/** The next number of a sequence: 0 ≤ value < 1. */
export type Draw = () => number;

/**
 * Numbers that look random and are the same for the same seed: sfc32 of PractRand (Doty-Humphrey), 128 bits of state, warmed up.
 *
 * @example
 * const draw = seededRandom(7);
 * draw() < 0.5;
 */
export function seededRandom(seed: number): Draw {
  let [a, b, c, count] = [0, seed | 0, Math.floor(seed / 2 ** 32) | 0, 1];
  const draw = (): number => {
    const value = (a + b + count) | 0;
    count = (count + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + value) | 0;
    return (value >>> 0) / 2 ** 32;
  };
  for (let round = 0; round < 15; round += 1) draw();
  return draw;
}

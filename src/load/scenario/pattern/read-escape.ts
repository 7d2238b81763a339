import { PatternMistake } from "./tree.ts";

const CONTROLS: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, f: 12, v: 11, "0": 0 };
const HEXADECIMAL = /x([\dA-Fa-f]{2})|u([\dA-Fa-f]{4})/y;

/** The unit behind a backslash, which has been taken. */
export function readEscapedUnit(reading: { readonly text: string; at: number }): number {
  HEXADECIMAL.lastIndex = reading.at;
  const found = HEXADECIMAL.exec(reading.text);
  if (found !== null) {
    reading.at += found[0].length;
    return Number.parseInt(found[1] ?? found[2] ?? "0", 16);
  }
  const letter = reading.text.charAt(reading.at);
  if (letter === "") throw new PatternMistake("it ends in a backslash", reading.at);
  reading.at += 1;
  if (Object.hasOwn(CONTROLS, letter)) return CONTROLS[letter] ?? 0;
  if (/[A-Za-z\d]/.test(letter)) throw new PatternMistake(`\\${letter} is not supported`, reading.at - 2);
  return letter.charCodeAt(0);
}

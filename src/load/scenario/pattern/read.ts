import { readClass } from "./read-class.ts";
import { readEscapedUnit } from "./read-escape.ts";
import { bothCases, classOf, dotSet, makeSet } from "./sets.ts";
import { PatternMistake, type PatternTree } from "./tree.ts";

/** The state of one reading. */
export interface Reading {
  readonly text: string;
  at: number;
  groups: number;
  depth: number;
  readonly ignoresCase: boolean;
  readonly dotIsEverything: boolean;
}

const QUANTIFIER = /(?:([*+?])|\{(\d+)(,?)(\d*)\})(\??)/y;
const FLAGS = /^\(\?([is]+)\)/;
const MOST_TIMES = 1_000;
const DEEPEST = 64;

/** Reads an expression; raises `PatternMistake`. */
export function readPattern(text: string): PatternTree {
  const flags = FLAGS.exec(text);
  const reading: Reading = {
    text,
    at: flags?.[0].length ?? 0,
    groups: 0,
    depth: 0,
    ignoresCase: flags?.[1]?.includes("i") === true,
    dotIsEverything: flags?.[1]?.includes("s") === true,
  };
  const tree = readChoice(reading);
  if (reading.at < text.length) throw new PatternMistake("a ) has no ( before it", reading.at);
  return tree;
}

function readChoice(reading: Reading): PatternTree {
  reading.depth += 1;
  if (reading.depth > DEEPEST) throw new PatternMistake(`it nests deeper than ${DEEPEST} levels`, reading.at);
  const branches = [readSequence(reading)];
  while (takes(reading, "|")) branches.push(readSequence(reading));
  reading.depth -= 1;
  const [only] = branches;
  return branches.length === 1 && only !== undefined ? only : { kind: "choice", branches };
}

function readSequence(reading: Reading): PatternTree {
  const parts: PatternTree[] = [];
  while (reading.at < reading.text.length && !"|)".includes(reading.text.charAt(reading.at)))
    parts.push(readRepeated(reading));
  return { kind: "sequence", parts };
}

function readRepeated(reading: Reading): PatternTree {
  const start = reading.at;
  const body = readAtom(reading);
  QUANTIFIER.lastIndex = reading.at;
  const found = QUANTIFIER.exec(reading.text);
  if (found === null) return body;
  if (body.kind === "assert") throw new PatternMistake("there is nothing to repeat", start);
  reading.at += found[0].length;
  const [least, most] = timesOf(found);
  if (Math.max(least, most === Infinity ? 0 : most) > MOST_TIMES)
    throw new PatternMistake(`more than ${MOST_TIMES} repetitions`, start);
  if (least > most) throw new PatternMistake("the numbers of a repetition are out of order", start);
  return { kind: "repeat", body, least, most, isLazy: found[5] === "?" };
}

function timesOf([, sign, low, comma, high]: RegExpExecArray): readonly [number, number] {
  if (sign !== undefined) return [sign === "+" ? 1 : 0, sign === "?" ? 1 : Infinity];
  const least = Number(low);
  if (comma === "") return [least, least];
  return [least, high === "" || high === undefined ? Infinity : Number(high)];
}

function readAtom(reading: Reading): PatternTree {
  const at = reading.at;
  const character = reading.text.charAt(at);
  reading.at += 1;
  switch (character) {
    case "^":
      return { kind: "assert", what: "start" };
    case "$":
      return { kind: "assert", what: "end" };
    case ".":
      return { kind: "set", set: dotSet(reading.dotIsEverything) };
    case "[":
      return { kind: "set", set: readClass(reading) };
    case "(":
      return readGroup(reading);
    case "\\":
      return readEscape(reading);
    case "*":
    case "+":
    case "?":
      throw new PatternMistake("there is nothing to repeat", at);
    default:
      return literal(reading, character.charCodeAt(0));
  }
}

function readGroup(reading: Reading): PatternTree {
  const at = reading.at - 1;
  const head = /^\?(?::|<([A-Za-z_]\w*)>)/.exec(reading.text.slice(reading.at, reading.at + 80));
  if (head === null && reading.text.charAt(reading.at) === "?")
    throw new PatternMistake("lookarounds and other special groups cannot be searched in bounded time", at);
  reading.at += head?.[0].length ?? 0;
  const isCapture = head === null || head[1] !== undefined;
  if (isCapture) reading.groups += 1;
  const number = isCapture ? reading.groups : 0;
  const body = readChoice(reading);
  if (!takes(reading, ")")) throw new PatternMistake("a ) is missing", at);
  return { kind: "group", number, ...(head?.[1] !== undefined && { name: head[1] }), body };
}

function readEscape(reading: Reading): PatternTree {
  const letter = reading.text.charAt(reading.at);
  if (letter === "b" || letter === "B") {
    reading.at += 1;
    return { kind: "assert", what: letter === "b" ? "word" : "no-word" };
  }
  if (/[1-9k]/.test(letter))
    throw new PatternMistake("backreferences cannot be searched in bounded time", reading.at - 1);
  const ranges = classOf(letter);
  if (ranges === undefined) return literal(reading, readEscapedUnit(reading));
  reading.at += 1;
  return { kind: "set", set: makeSet(ranges) };
}

function literal({ ignoresCase }: Reading, unit: number): PatternTree {
  if (!ignoresCase) return { kind: "set", set: makeSet([unit, unit]), literal: String.fromCharCode(unit) };
  return { kind: "set", set: makeSet(bothCases([unit, unit])) };
}

function takes(reading: Reading, word: string): boolean {
  if (!reading.text.startsWith(word, reading.at)) return false;
  reading.at += word.length;
  return true;
}

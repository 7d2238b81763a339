import type { Instruction, Pattern } from "./program.ts";
import { holds, isWord } from "./sets.ts";

/** Steps of one search: a hostile answer is given up after some tens of milliseconds. */
const MOST_STEPS = 3_000_000;

/** The text of the wanted group in the first match: undefined without one; `given-up` when it takes too long. */
export type Search = (text: string) => { readonly found: string } | undefined | "given-up";

/** Threads in the order of preference, with what each knows of the wanted group. */
interface Threads {
  count: number;
  readonly at: Int32Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
}

interface Machine {
  readonly program: readonly Instruction[];
  readonly text: string;
  /** When an instruction was last added, so that none is added twice for one place. */
  readonly added: Int32Array;
  /** Instructions still to be followed while a thread is added. */
  readonly open: number[];
  steps: number;
  round: number;
  foundStart: number;
  foundEnd: number;
  hasFound: boolean;
}

/**
 * A search for a compiled expression.
 *
 * Source: R. Cox, "Regular Expression Matching: the Virtual Machine Approach" (Pike's machine).
 * @example
 * createSearch(pattern)('<input name="token" value="abc">'); // { found: "abc" }
 */
export function createSearch({ program, prefix }: Pattern): Search {
  const added = new Int32Array(program.length);
  const lists: readonly [Threads, Threads] = [newThreads(program.length), newThreads(program.length)];
  return (text) => {
    added.fill(0);
    const machine: Machine = {
      program,
      text,
      added,
      open: [],
      steps: 0,
      round: 0,
      foundStart: -1,
      foundEnd: -1,
      hasFound: false,
    };
    run(machine, lists, prefix);
    if (machine.steps > MOST_STEPS) return "given-up";
    const { hasFound, foundStart, foundEnd } = machine;
    return hasFound && foundStart >= 0 && foundEnd >= foundStart
      ? { found: text.slice(foundStart, foundEnd) }
      : undefined;
  };
}

const newThreads = (length: number): Threads => ({
  count: 0,
  at: new Int32Array(length),
  start: new Int32Array(length),
  end: new Int32Array(length),
});

function run(machine: Machine, lists: readonly [Threads, Threads], prefix: string): void {
  let [current, next] = lists;
  current.count = 0;
  machine.round = 1;
  for (let place = 0; place <= machine.text.length && machine.steps <= MOST_STEPS; place += 1) {
    if (current.count === 0 && machine.hasFound) return;
    if (current.count === 0 && prefix !== "") {
      const jump = machine.text.indexOf(prefix, place);
      if (jump < 0) return;
      place = jump;
      machine.round += 1;
    }
    if (!machine.hasFound) follow(machine, current, { place, entry: 0, start: -1, end: -1 });
    machine.round += 1;
    next.count = 0;
    advance(machine, current, { next, place });
    [current, next] = [next, current];
  }
}

interface Advance {
  readonly next: Threads;
  readonly place: number;
}

/** Moves every thread over one unit of the text; a match ends those that are preferred less. */
function advance(machine: Machine, current: Threads, { next, place }: Advance): void {
  const unit = place < machine.text.length ? machine.text.charCodeAt(place) : -1;
  for (let index = 0; index < current.count; index += 1) {
    machine.steps += 1;
    const at = current.at[index] ?? 0;
    const instruction = machine.program[at];
    const start = current.start[index] ?? -1;
    const end = current.end[index] ?? -1;
    if (instruction?.do === "match") {
      [machine.foundStart, machine.foundEnd, machine.hasFound] = [start, end, true];
      return;
    }
    if (instruction?.do === "set" && unit >= 0 && holds(instruction.set, unit))
      follow(machine, next, { place: place + 1, entry: at + 1, start, end });
  }
}

interface Entry {
  readonly place: number;
  readonly entry: number;
  readonly start: number;
  readonly end: number;
}

/** Adds the thread, or all those that it becomes before it reads a unit. */
function follow(machine: Machine, threads: Threads, { place, entry, start, end }: Entry): void {
  const { open, added, program } = machine;
  open.push(entry, start, end);
  while (open.length > 0) {
    const endNow = open.pop() ?? -1;
    const startNow = open.pop() ?? -1;
    const at = open.pop() ?? 0;
    if (added[at] === machine.round) continue;
    added[at] = machine.round;
    machine.steps += 1;
    const instruction = program[at];
    switch (instruction?.do) {
      case "jump":
        open.push(instruction.to, startNow, endNow);
        break;
      case "split":
        open.push(instruction.second, startNow, endNow, instruction.first, startNow, endNow);
        break;
      case "mark":
        open.push(at + 1, instruction.isEnd ? startNow : place, instruction.isEnd ? place : endNow);
        break;
      case "assert":
        if (isTrue(instruction.what, machine.text, place)) open.push(at + 1, startNow, endNow);
        break;
      case "set":
      case "match":
      case undefined:
        threads.at[threads.count] = at;
        threads.start[threads.count] = startNow;
        threads.end[threads.count] = endNow;
        threads.count += 1;
    }
  }
}

function isTrue(what: Extract<Instruction, { do: "assert" }>["what"], text: string, place: number): boolean {
  if (what === "start") return place === 0;
  if (what === "end") return place === text.length;
  const before = place > 0 && isWord(text.charCodeAt(place - 1));
  const after = place < text.length && isWord(text.charCodeAt(place));
  return (before !== after) === (what === "word");
}

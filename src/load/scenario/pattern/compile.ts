import type { Instruction, Pattern, PatternProblem } from "./program.ts";
import { readPattern } from "./read.ts";
import { PatternMistake, type PatternTree } from "./tree.ts";

const LONGEST = 1_000;
const MOST_INSTRUCTIONS = 5_000;

/**
 * Makes an expression ready for searching. `group` is the one whose text is wanted: a number, or its name; 0 is the whole match.
 *
 * @example
 * compilePattern('name="token" value="([^"]+)"', 1);
 */
export function compilePattern(source: string, group: number | string): Pattern | PatternProblem {
  if (source.length > LONGEST) return { problem: `it is longer than ${LONGEST} characters`, at: LONGEST };
  try {
    const tree = readPattern(source);
    const wanted = numberOf(tree, group);
    if (wanted === undefined) return { problem: `it has no group ${group}`, at: 0 };
    const emitter: Emitter = { program: [], wanted };
    emitWhole(emitter, tree);
    return { source, group: wanted, program: emitter.program, prefix: prefixOf(tree) };
  } catch (error) {
    if (error instanceof PatternMistake) return { problem: error.message, at: error.at };
    throw error;
  }
}

/** The groups of an expression, outermost first. */
function groupsOf(tree: PatternTree): readonly Extract<PatternTree, { kind: "group" }>[] {
  switch (tree.kind) {
    case "set":
    case "assert":
      return [];
    case "sequence":
      return tree.parts.flatMap(groupsOf);
    case "choice":
      return tree.branches.flatMap(groupsOf);
    case "repeat":
      return groupsOf(tree.body);
    case "group":
      return [tree, ...groupsOf(tree.body)];
  }
}

function numberOf(tree: PatternTree, group: number | string): number | undefined {
  if (group === 0) return 0;
  return groupsOf(tree).find(({ number, name }) => (typeof group === "number" ? number === group : name === group))
    ?.number;
}

interface Emitter {
  readonly program: Instruction[];
  readonly wanted: number;
}

function emitWhole(emitter: Emitter, tree: PatternTree): void {
  emit(emitter, { kind: "group", number: 0, body: tree }, true);
  emitter.program.push({ do: "match" });
}

function emit(emitter: Emitter, tree: PatternTree, isWhole = false): void {
  if (emitter.program.length > MOST_INSTRUCTIONS) throw new PatternMistake("its repetitions make it too large", 0);
  switch (tree.kind) {
    case "set":
      return void emitter.program.push({ do: "set", set: tree.set });
    case "assert":
      return void emitter.program.push({ do: "assert", what: tree.what });
    case "sequence":
      for (const part of tree.parts) emit(emitter, part);
      return;
    case "choice":
      return emitChoice(emitter, tree.branches);
    case "group":
      return emitGroup(emitter, tree, isWhole);
    case "repeat":
      return emitRepeat(emitter, tree);
  }
}

function emitGroup(
  emitter: Emitter,
  { number, body }: Extract<PatternTree, { kind: "group" }>,
  isWhole: boolean,
): void {
  const isWanted = number === emitter.wanted && (isWhole || number > 0);
  if (isWanted) emitter.program.push({ do: "mark", isEnd: false });
  emit(emitter, body);
  if (isWanted) emitter.program.push({ do: "mark", isEnd: true });
}

function emitChoice(emitter: Emitter, branches: readonly PatternTree[]): void {
  const { program } = emitter;
  const jumps: number[] = [];
  for (const [index, branch] of branches.entries()) {
    const split = program.length;
    const isLast = index === branches.length - 1;
    if (!isLast) program.push({ do: "split", first: split + 1, second: 0 });
    emit(emitter, branch);
    if (isLast) continue;
    jumps.push(program.length);
    program.push({ do: "jump", to: 0 });
    program[split] = { do: "split", first: split + 1, second: program.length };
  }
  for (const jump of jumps) program[jump] = { do: "jump", to: program.length };
}

function emitRepeat(emitter: Emitter, { body, least, most, isLazy }: Extract<PatternTree, { kind: "repeat" }>): void {
  for (let time = 0; time < least; time += 1) emit(emitter, body);
  if (most === Infinity) return emitEndless(emitter, body, isLazy);
  const splits: number[] = [];
  for (let time = least; time < most; time += 1) {
    splits.push(emitter.program.length);
    emitter.program.push({ do: "match" });
    emit(emitter, body);
  }
  for (const split of splits) emitter.program[split] = choose(split + 1, emitter.program.length, isLazy);
}

function emitEndless(emitter: Emitter, body: PatternTree, isLazy: boolean): void {
  const { program } = emitter;
  const split = program.length;
  program.push({ do: "match" });
  emit(emitter, body);
  program.push({ do: "jump", to: split });
  program[split] = choose(split + 1, program.length, isLazy);
}

const choose = (inside: number, behind: number, isLazy: boolean): Instruction =>
  isLazy ? { do: "split", first: behind, second: inside } : { do: "split", first: inside, second: behind };

/** The text that every match begins with. */
function prefixOf(tree: PatternTree): string {
  if (tree.kind === "set") return tree.literal ?? "";
  if (tree.kind !== "sequence") return "";
  let prefix = "";
  for (const part of tree.parts) {
    if (part.kind !== "set" || part.literal === undefined) return prefix;
    prefix += part.literal;
  }
  return prefix;
}

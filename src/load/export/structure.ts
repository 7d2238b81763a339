import type { Condition, Instruction, Setting, Times } from "../scenario/index.ts";

/** What a flow does, nested as it was written. */
export type Statement =
  | { readonly do: "send"; readonly step: number }
  | { readonly do: "think"; readonly leastMs: number; readonly mostMs: number }
  | { readonly do: "set"; readonly variable: number; readonly value: Setting }
  /** `goesOn` is asked after each pass. */
  | {
      readonly do: "repeat";
      readonly times: Times;
      readonly body: readonly Statement[];
      readonly goesOn: Condition | undefined;
    }
  | {
      readonly do: "branch";
      readonly condition: Condition;
      readonly yes: readonly Statement[];
      readonly no: readonly Statement[];
    };

type Program = readonly Instruction[];

/** A program of jumps as the loops and branches that it was compiled from. */
export function statementsOf(program: Program, from = 0, to = program.length): readonly Statement[] {
  const made: Statement[] = [];
  let at = from;
  while (at < to) {
    const read = statementAt(program, at, to);
    if (read.statement !== undefined) made.push(read.statement);
    at = read.next;
  }
  return made;
}

interface Read {
  readonly statement: Statement | undefined;
  readonly next: number;
}

function statementAt(program: Program, at: number, to: number): Read {
  const instruction = program[at];
  switch (instruction?.do) {
    case "send":
    case "think":
    case "set":
      return { statement: instruction, next: at + 1 };
    case "repeat":
      return { statement: loopOf(program, at, instruction), next: instruction.exit };
    case "unless":
      return branchOf(program, { at, end: Math.min(instruction.to, to), to }, instruction.condition);
    case "jump":
    case undefined:
      return { statement: undefined, next: at + 1 };
  }
}

/** The body ends with the jump back to its beginning; before it may stand the question whether to go on. */
function loopOf(program: Program, at: number, { times, exit }: Extract<Instruction, { do: "repeat" }>): Statement {
  const last = program[exit - 2];
  const asks = exit - 2 > at && last?.do === "unless" && last.counter !== undefined && last.to === exit;
  const body = statementsOf(program, at + 1, exit - (asks ? 2 : 1));
  return { do: "repeat", times, body, goesOn: asks ? last.condition : undefined };
}

interface Bounds {
  readonly at: number;
  readonly end: number;
  readonly to: number;
}

/** Before the end of the first branch stands the jump over the second one, if there is one. */
function branchOf(program: Program, { at, end, to }: Bounds, condition: Condition): Read {
  const last = program[end - 1];
  const skip = end - 1 > at && last?.do === "jump" && last.to >= end ? Math.min(last.to, to) : undefined;
  const yes = statementsOf(program, at + 1, skip === undefined ? end : end - 1);
  const no = skip === undefined ? [] : statementsOf(program, end, skip);
  return { statement: { do: "branch", condition, yes, no }, next: skip ?? end };
}

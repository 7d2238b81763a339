import type { Chunk, Cut } from "./chunk.ts";
import { substituted, type Environment } from "./environment.ts";
import { gooseMark, isGooseLine, isOutside, markTrouble, type GooseState } from "./goose-marks.ts";
import type { Line } from "./lines.ts";
import type { FormatProblem, FormattedMigration } from "./migration.ts";
import { byLine, readSection, type ReadSection } from "./section.ts";

interface GooseInput {
  readonly cut: Cut;
  readonly environment: Environment;
}

interface GooseChunk extends Chunk {
  readonly direction: "up" | "down";
  readonly lines: Line[];
}

interface Reading {
  readonly state: GooseState;
  /** Grows while the file is read, as its last member does. */
  readonly chunks: GooseChunk[];
  readonly problems: readonly FormatProblem[];
}

const start = (): Reading => ({
  state: { direction: undefined, isInBlock: false, substitutes: false },
  chunks: [],
  problems: [],
});

/** Reads a file of goose by its own state machine. Source: goose's internal/sqlparser/parser.go. */
export function readGoose(lines: readonly Line[], { cut, environment }: GooseInput): FormattedMigration {
  const read = lines.reduce((reading, line) => afterLine(reading, line, environment), start());
  const noTransaction = lines.some((line) => isGooseLine(line) && gooseMark(line) === "no transaction");
  const section = (direction: "up" | "down"): ReadSection =>
    readSection(
      read.chunks.filter((chunk) => chunk.direction === direction),
      { cut, noTransaction, needsSemicolon: true },
    );
  const [up, down] = [section("up"), section("down")];
  return {
    format: "goose",
    up: up.section,
    down: read.state.direction === "down" ? down.section : undefined,
    problems: byLine([...read.problems, ...endProblems(read.state, lines), ...up.problems, ...down.problems]),
  };
}

function afterLine(reading: Reading, line: Line, environment: Environment): Reading {
  if (isGooseLine(line)) return afterMark(reading, line);
  const { state } = reading;
  if (isOutside(line, state)) return withProblem(reading, line, "statement-outside");
  if (state.direction === undefined) return reading;
  const { text, problems } = state.substitutes
    ? substituted(line.text, environment)
    : { text: line.text, problems: [] };
  reading.chunks.at(-1)?.lines.push({ line: line.line, text });
  return problems.reduce(
    (before, { kind, what }) => withProblem(before, { line: line.line, text: what }, kind),
    reading,
  );
}

function afterMark(reading: Reading, line: Line): Reading {
  const trouble = markTrouble(line, reading.state);
  if (trouble !== undefined) return withProblem(reading, line, trouble);
  const state = stateAfter(reading.state, line);
  const { direction, isInBlock } = state;
  const isSameChunk = isInBlock === reading.state.isInBlock && direction === reading.state.direction;
  const isNew = !isSameChunk && direction !== undefined;
  if (isNew) reading.chunks.push({ direction, isWhole: isInBlock, lines: [] });
  return { ...reading, state };
}

function stateAfter(state: GooseState, line: Line): GooseState {
  const mark = gooseMark(line);
  if (mark === "up" || mark === "down") return { ...state, direction: mark };
  if (mark === "statementbegin" || mark === "statementend") return { ...state, isInBlock: mark === "statementbegin" };
  if (mark === "envsub on" || mark === "envsub off") return { ...state, substitutes: mark === "envsub on" };
  return state;
}

function withProblem(reading: Reading, { line, text }: Line, kind: FormatProblem["kind"]): Reading {
  return { ...reading, problems: [...reading.problems, { line, kind, what: text.trim() }] };
}

function endProblems({ direction, isInBlock }: GooseState, lines: readonly Line[]): readonly FormatProblem[] {
  const line = lines.length;
  if (direction === undefined) return [{ line, kind: "missing-up", what: "-- +goose Up" }];
  return isInBlock ? [{ line, kind: "open-block", what: "-- +goose StatementEnd" }] : [];
}

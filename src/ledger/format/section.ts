import { readChunk, type Chunk, type Cut } from "./chunk.ts";
import type { FormatProblem, FormatSection } from "./migration.ts";

export interface ReadSection {
  readonly section: FormatSection;
  readonly problems: readonly FormatProblem[];
}

export interface SectionRules {
  readonly cut: Cut;
  readonly noTransaction: boolean;
  /** The runner refuses a last statement without a semicolon. */
  readonly needsSemicolon: boolean;
}

/** Everything that a file runs in one direction. */
export function readSection(
  chunks: readonly Chunk[],
  { cut, noTransaction, needsSemicolon }: SectionRules,
): ReadSection {
  const read = chunks.map((chunk) => readChunk(chunk, cut));
  const unfinished = needsSemicolon ? read.flatMap((chunk) => chunk.unfinished ?? []) : [];
  return {
    section: { statements: read.flatMap((chunk) => chunk.statements), noTransaction },
    problems: [
      ...read.flatMap((chunk) => chunk.problems),
      ...unfinished.map((line): FormatProblem => ({ line, kind: "missing-semicolon", what: ";" })),
    ],
  };
}

export const byLine = (problems: readonly FormatProblem[]): readonly FormatProblem[] =>
  problems.toSorted((a, b) => a.line - b.line);

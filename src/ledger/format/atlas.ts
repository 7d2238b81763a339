import { splitByDelimiter, splitStatements, type Dialect } from "../../sql/index.ts";
import type { Cut } from "./chunk.ts";
import { isIdle, type Line } from "./lines.ts";
import type { FormatProblem, FormattedMigration } from "./migration.ts";
import { byLine, readSection } from "./section.ts";

const DIRECTIVE = /^\s*--\s*atlas:(\w+)[ \t]*(.*?)\s*$/;

export function isAtlas(lines: readonly Line[]): boolean {
  return lines.some(({ text }) => DIRECTIVE.test(text));
}

/** Reads a file of Atlas, which goes up only: its directives stand in the comment that opens it. */
export function readAtlas(lines: readonly Line[], dialect: Dialect): FormattedMigration {
  const head = lines.slice(0, headLength(lines));
  const delimiter = head.find(({ text }) => keyOf(text) === "delimiter");
  const body = lines.filter((line) => line !== delimiter);
  const up = readSection([{ isWhole: false, lines: body }], {
    cut: cutFor(dialect, delimiter),
    noTransaction: head.some(({ text }) => keyOf(text) === "txmode" && valueOf(text) === "none"),
    needsSemicolon: false,
  });
  return {
    format: "atlas",
    up: up.section,
    down: undefined,
    problems: byLine([...directiveProblems(lines, head.length), ...up.problems]),
  };
}

const keyOf = (text: string): string | undefined => DIRECTIVE.exec(text)?.[1];
const valueOf = (text: string): string => DIRECTIVE.exec(text)?.[2] ?? "";

function headLength(lines: readonly Line[]): number {
  const end = lines.findIndex((line) => !isIdle(line));
  return end < 0 ? lines.length : end;
}

function cutFor(dialect: Dialect, line: Line | undefined): Cut {
  const delimiter = line === undefined ? "" : unescaped(valueOf(line.text));
  if (delimiter === "") return (text) => splitStatements(text, dialect);
  return (text) => splitByDelimiter(text, dialect, delimiter);
}

function unescaped(delimiter: string): string {
  return delimiter
    .replaceAll(String.raw`\n`, "\n")
    .replaceAll(String.raw`\r`, "\r")
    .replaceAll(String.raw`\t`, "\t");
}

/** Only what changes how the file is run: other directives are for Atlas' linter. */
function directiveProblems(lines: readonly Line[], headLines: number): readonly FormatProblem[] {
  const first = lines.find(({ text }) => keyOf(text) === "delimiter");
  return lines.flatMap((line): readonly FormatProblem[] => {
    const what = line.text.trim();
    const key = keyOf(line.text);
    if (key === "txtar") return [{ line: line.line, kind: "unknown-marker", what }];
    if (key !== "delimiter") return [];
    if (valueOf(line.text) === "") return [{ line: line.line, kind: "unknown-marker", what }];
    if (line.line > headLines) return [{ line: line.line, kind: "misplaced-marker", what }];
    return line === first ? [] : [{ line: line.line, kind: "repeated-marker", what }];
  });
}

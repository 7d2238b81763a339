import { splitStatements, type Split, type SplitProblem, type Statement } from "../../sql/index.ts";

/** What a text holds, in its order: a statement with the text around it, a command of psql, or trouble. */
export type ScriptEvent =
  | {
      readonly kind: "statement";
      readonly statement: Statement;
      /** Text between it and what came before: its comments. */
      readonly before: string;
      /** Rows behind COPY … FROM stdin. */
      readonly rows: string | undefined;
    }
  | { readonly kind: "command"; readonly line: number; readonly column: number; readonly text: string }
  | { readonly kind: "trouble"; readonly problem: SplitProblem };

interface Placed {
  readonly start: number;
  readonly end: number;
}

/** Cuts a text as psql reads it. Never fails. */
export function eventsOf(text: string): readonly ScriptEvent[] {
  const split = splitStatements(text, "postgresql");
  const pieces = placed(split);
  return pieces.flatMap((piece) => eventsIn(text, split, piece));
}

function placed({ pieces }: Split): readonly Placed[] {
  let end = 0;
  return pieces.map((piece) => {
    const start = end;
    end += piece.length;
    return { start, end };
  });
}

function eventsIn(text: string, split: Split, piece: Placed): readonly ScriptEvent[] {
  const isHere = ({ offset }: { readonly offset: number }): boolean => offset >= piece.start && offset < piece.end;
  const statement = split.statements.find(isHere);
  const problems = split.problems.filter(isHere);
  const rows = statement === undefined ? undefined : rowsOf(text, statement, piece);
  const isCopied = rows !== undefined && problems.every(({ kind }) => kind === "copy-data");
  const [first] = problems;
  if (statement === undefined && first?.kind === "psql-command" && problems.length === 1)
    return [commandOf(text, first, piece)];
  if (problems.length > 0 && !isCopied) return problems.map((problem) => ({ kind: "trouble", problem }));
  if (statement === undefined) return [];
  return [{ kind: "statement", statement, before: text.slice(piece.start, statement.offset), rows }];
}

function commandOf(text: string, { offset, line, column }: SplitProblem, piece: Placed): ScriptEvent {
  return { kind: "command", line, column, text: text.slice(offset, piece.end).trim() };
}

/** The lines between COPY's own and the one that ends them; undefined where there are none to read. */
function rowsOf(text: string, { tokens, offset, sql }: Statement, piece: Placed): string | undefined {
  if (tokens[0]?.text.toUpperCase() !== "COPY" || !/\bstdin\b/i.test(sql)) return undefined;
  const rest = /^[^\n]*\n([^]*?)^\\\.[ \t]*\r?$/m.exec(text.slice(offset + sql.length, piece.end));
  return rest?.[1];
}

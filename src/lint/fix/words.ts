import type { LintStatement } from "../statement.ts";
import type { Edit } from "./fix.ts";

type Token = LintStatement["tokens"][number];

/** Where a run of keywords stands among a statement's tokens; -1 for nowhere. */
export function findWords({ tokens }: LintStatement, words: string, from = 0): number {
  const wanted = words.split(" ");
  return tokens.findIndex((_, at) => at >= from && wanted.every((word, index) => upper(tokens[at + index]) === word));
}

export const upper = (token: Token | undefined): string =>
  token?.kind === "word" ? token.text.toUpperCase() : (token?.text ?? "");

/** Puts words behind the last of a run of keywords; undefined where the run is not there. */
export function insertAfter(statement: LintStatement, words: string, text: string): Edit | undefined {
  const at = findWords(statement, words);
  const last = statement.tokens[at + words.split(" ").length - 1];
  if (at < 0 || last === undefined) return undefined;
  const place = last.end - statement.offset;
  return { start: place, end: place, text: ` ${text}` };
}

/** The text between two tokens, the second left out. */
export function between(statement: LintStatement, first: number, behind: number): string {
  const start = statement.tokens[first]?.start;
  const end = statement.tokens[behind - 1]?.end;
  if (start === undefined || end === undefined) return "";
  return statement.sql.slice(start - statement.offset, end - statement.offset);
}

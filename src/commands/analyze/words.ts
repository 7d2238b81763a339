import type { Statement } from "../../sql/index.ts";

type Token = Statement["tokens"][number];

const HEAD_TOKENS = 16;

/** The first words of a statement in capitals; what can be no keyword stands as it is written. */
export function headOf({ tokens }: Statement): string {
  return tokens.slice(0, HEAD_TOKENS).map(upperWord).join(" ");
}

const upperWord = ({ kind, text }: Token): string => (kind === "word" ? text.toUpperCase() : text);

const TITLE_TOKENS = 10;
const TITLE_LENGTH = 80;

/** A statement's beginning, for a report. It ends before the first literal, which may be a password. */
export function titleOf({ sql, offset, tokens }: Statement): string {
  const literal = tokens.findIndex(({ kind }) => kind === "string" || kind === "dollar-string");
  const shown = Math.min(literal < 0 ? tokens.length : literal, TITLE_TOKENS);
  const end = tokens[shown - 1]?.end ?? offset;
  const title = sql.slice(0, end - offset).replaceAll(/\s+/g, " ");
  const isCut = shown < tokens.length || title.length > TITLE_LENGTH;
  return isCut ? `${title.slice(0, TITLE_LENGTH).trimEnd()} …` : title;
}

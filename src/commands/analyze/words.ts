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
export function titleOf({ tokens }: Statement): string {
  const literal = tokens.findIndex(({ kind }) => kind === "string" || kind === "dollar-string");
  const shown = tokens.slice(0, Math.min(literal < 0 ? tokens.length : literal, TITLE_TOKENS));
  const title = shown.map(({ text }) => text).join(" ");
  const tidy = title.replaceAll(/ ?(?:(\.|\()|([,)]))/g, "$1$2").replaceAll(/([.(]) /g, "$1");
  const isCut = shown.length < tokens.length || tidy.length > TITLE_LENGTH;
  return isCut ? `${tidy.slice(0, TITLE_LENGTH).trimEnd()} …` : tidy;
}

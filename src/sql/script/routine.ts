import { keywordOf, type Token } from "../token.ts";

/** How many tokens may stand before the word that says what is created: a definer is up to seven. */
const HEAD_TOKENS = 20;
const ROUTINE =
  /^(?:_ )*(?:CREATE|ALTER)(?: OR (?:REPLACE|ALTER))?(?: (?:_|AGGREGATE|TEMP|TEMPORARY|CONSTRAINT|DEFINER(?: \S+){1,6}?))* (?:PROCEDURE|PROC|FUNCTION|TRIGGER|EVENT)\b/;
/** MariaDB's compound statement outside a routine. */
const ANONYMOUS = /^BEGIN NOT ATOMIC\b/;

/** Whether a statement can have a body of statements: nothing else may treat BEGIN and END as brackets. */
export function isRoutine(tokens: readonly Token[]): boolean {
  const head = tokens
    .slice(0, HEAD_TOKENS)
    .map((token) => keywordOf(token) || "_")
    .join(" ");
  return ROUTINE.test(head) || ANONYMOUS.test(head);
}

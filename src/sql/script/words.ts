import { keywordOf, type Token } from "../token.ts";

/** Words behind which BEGIN or END can only be somebody's name. */
const BEFORE_NAMES = new Set(
  `ADD AFTER ALTER AND BEFORE BETWEEN BY CALL CHANGE COLUMN DECLARE DISTINCT DIV DROP EVENT FROM FUNCTION GROUP HAVING IN
  INDEX INTO IS JOIN KEY LIKE MOD NOT ON OR PROCEDURE REFERENCES RETURN SELECT SET TABLE TRIGGER UPDATE WHERE XOR`.split(
    /\s+/,
  ),
);
/** Words that follow a column's name and never the BEGIN or END of a block. */
const AFTER_NAMES = /^(AND|AS|ASC|BETWEEN|DESC|FROM|IN|IS|LIKE|NOT|OR)$/;
/** Words behind which END within a CASE can only be a name. */
const BEFORE_OPERANDS = /^(AND|BETWEEN|CASE|ELSE|NOT|OR|THEN|WHEN)$/;

/** What ends or joins an operand, so that a word beside it is one too. */
function isJoint(token: Token | undefined, marks: string): boolean {
  return token?.kind === "operator" || (token?.kind === "punctuation" && marks.includes(token.text));
}

/** Whether what stands before makes a word a name. */
export function isNameBehind(before: Token | undefined): boolean {
  return isJoint(before, ".,(@") || BEFORE_NAMES.has(keywordOf(before));
}

/** Whether what follows makes a word a name. */
export function isNameBefore(behind: Token | undefined): boolean {
  return isJoint(behind, ".,)") || AFTER_NAMES.test(keywordOf(behind));
}

/** Whether END in a CASE expression is an operand of it. */
export function isOperandBehind(before: Token | undefined): boolean {
  return isJoint(before, ".,(@") || BEFORE_OPERANDS.test(keywordOf(before));
}

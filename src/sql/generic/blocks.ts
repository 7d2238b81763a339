import type { Grammar, Position } from "../script/grammar.ts";
import { isNameBefore, isNameBehind, isOperandBehind } from "../script/words.ts";
import { keywordOf } from "../token.ts";

/** Blocks of MySQL whose END names them; their beginnings look like SQL Server's, which have no END. */
const NAMED_END = /^(FOR|IF|LOOP|REPEAT|WHILE)$/;
const TRANSACTION = /^(TRAN|TRANSACTION|DISTRIBUTED|WORK)$/;

/** BEGIN … END of SQLite, SQL Server and MySQL, and CASE … END: nothing else needs counting. */
export const opensBlock: Grammar["opens"] = ({ brackets, open }, { tokens, ahead }) => {
  const keyword = keywordOf(tokens.at(-1));
  if (keyword === "CASE") return "case";
  const behind = ahead(1);
  if (keyword !== "BEGIN" || brackets > 0 || isNameBehind(tokens.at(-2))) return undefined;
  if (isNameBefore(behind) || behind?.kind === "semicolon" || TRANSACTION.test(keywordOf(behind))) return undefined;
  return keywordOf(tokens.at(-2)) === "AS" && open !== undefined ? undefined : "block";
};

export const closesBlock: Grammar["closes"] = ({ open }, position) => {
  const before = position.tokens.at(-2);
  if (open?.kind === "case") return !isOperandBehind(before);
  return !isNamedEnd(position) && !isNameBehind(before) && !isNameBefore(position.ahead(1));
};

/** `END IF;` and `END LOOP label;`, and not an END before SQL Server's `IF @a = 1`. */
function isNamedEnd({ ahead }: Position): boolean {
  if (!NAMED_END.test(keywordOf(ahead(1)))) return false;
  const behind = ahead(2);
  return (
    behind === undefined || behind.kind === "semicolon" || (behind.kind === "word" && ahead(3)?.kind === "semicolon")
  );
}

import { unitsOfBytes } from "../tree/bytes.ts";
import type { LintStatement } from "../statement.ts";
import type { TypeName } from "../tree/type-name.ts";
import type { Edit } from "./fix.ts";
import { upper } from "./words.ts";

/** Puts another type's words in the place of one's; array brackets stay. */
export function typeEdit(statement: LintStatement, type: TypeName, instead: string): Edit | undefined {
  const start = unitsOfBytes(statement.sql, type.at);
  const first = statement.tokens.findIndex((token) => token.start - statement.offset === start);
  const end = first < 0 ? undefined : endOf(statement, first);
  return end === undefined ? undefined : { start, end, text: instead };
}

/** Behind `schema.`, the words of the type, its modifiers and `with time zone`. */
function endOf({ tokens, offset }: LintStatement, first: number): number | undefined {
  let at = first;
  if (tokens[at + 1]?.text === ".") at += 2;
  if (upper(tokens[at + 1]) === "VARYING") at += 1;
  if (tokens[at + 1]?.text === "(") at = tokens.findIndex(({ text }, index) => index > at && text === ")");
  if (/^WITH(?:OUT)?$/.test(upper(tokens[at + 1])) && upper(tokens[at + 2]) === "TIME") at += 3;
  const last = tokens[at];
  return last === undefined ? undefined : last.end - offset;
}

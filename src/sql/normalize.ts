import type { Split } from "./statement.ts";
import type { Token } from "./token.ts";

/**
 * A text that is equal for two scripts that differ only in comments, white space, line ends and the case of words
 * without quotes. Literals and function bodies count to the letter.
 *
 * @example
 * normalizedTokens(splitStatements("SELECT  1 -- one", "postgresql")); // "select\u00001\n"
 */
export function normalizedTokens(split: Split): string {
  return split.statements.map((statement) => `${statement.tokens.map(normalized).join("\0")}\n`).join("");
}

/** Only ASCII folds: what other letters fold to depends on the server's locale. */
function normalized(token: Token): string {
  if (token.kind === "word") return token.text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  return token.text.replaceAll("\r\n", "\n");
}

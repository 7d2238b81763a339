import type { Silence } from "../../diff/index.ts";
import type { Statement } from "../../sql/index.ts";

/**
 * Whether files speak of owners and privileges. What a comment, a name or a literal says does not count; what a block runs does.
 */
export function silenceOf(statements: readonly Statement[], loader: string): Silence {
  const says = (speaks: (statement: Statement) => boolean): boolean => statements.some(speaks);
  return { loader, owners: !says(isOfOwners), privileges: !says(isOfPrivileges) };
}

const wordsOf = ({ tokens }: Statement): string =>
  tokens.map(({ kind, text }) => (kind === "word" ? text.toLowerCase() : ".")).join(" ");

function isOfPrivileges(statement: Statement): boolean {
  const words = wordsOf(statement);
  if (/^do\b/.test(words)) return /\b(?:grant|revoke)\b/i.test(statement.sql);
  return /^(?:grant|revoke|alter default privileges)\b/.test(words) || /^create schema\b.*\bgrant\b/.test(words);
}

function isOfOwners(statement: Statement): boolean {
  const words = wordsOf(statement);
  if (/^do\b/.test(words)) return /\bowner\s+to\b/i.test(statement.sql);
  return /^alter\b.*\bowner to\b/.test(words) || /^create schema\b.*\bauthorization\b/.test(words);
}

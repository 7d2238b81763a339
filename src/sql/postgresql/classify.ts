import type { StatementClass } from "../class.ts";
import type { Statement } from "../statement.ts";
import { keywordOf, type Token } from "../token.ts";
import { indexTargetOf } from "./index-target.ts";

/** How much of a statement's beginning is read; names and values stand as `_`. */
const HEAD_TOKENS = 16;

interface Rule {
  readonly pattern: RegExp;
  readonly transaction: StatementClass["transaction"];
  /** Decides further over all of the statement's tokens. */
  readonly unless?: (tokens: readonly Token[]) => boolean;
}

const CONTROL =
  /^(BEGIN|START TRANSACTION|COMMIT(?! PREPARED)|END|ABORT|ROLLBACK(?! PREPARED| TO| WORK TO| TRANSACTION TO)|PREPARE TRANSACTION)\b/;

// Source: PreventInTransactionBlock in PostgreSQL's src/backend, majors 13 to 18.
const RULES: readonly Rule[] = [
  { pattern: CONTROL, transaction: "control" },
  { pattern: /^CREATE (UNIQUE )?INDEX CONCURRENTLY\b/, transaction: "never" },
  { pattern: /^DROP INDEX CONCURRENTLY\b/, transaction: "never" },
  { pattern: /^REINDEX (\( [^)]*\) )?(SCHEMA|DATABASE|SYSTEM)\b/, transaction: "never" },
  { pattern: /^REINDEX (\( [^)]*\) )?(INDEX|TABLE) CONCURRENTLY\b/, transaction: "never" },
  { pattern: /^REINDEX \( ([^)]*, )?CONCURRENTLY\b(?! (FALSE|OFF|_))/, transaction: "never" },
  { pattern: /^REINDEX\b/, transaction: "sometimes" },
  { pattern: /^VACUUM\b/, transaction: "never" },
  { pattern: /^(CREATE|DROP) (DATABASE|TABLESPACE)\b/, transaction: "never" },
  { pattern: /^ALTER SYSTEM\b/, transaction: "never" },
  { pattern: /^ALTER DATABASE(?= \S+ SET TABLESPACE\b)/, transaction: "never" },
  { pattern: /^DISCARD ALL\b/, transaction: "never" },
  { pattern: /^(COMMIT|ROLLBACK) PREPARED\b/, transaction: "never" },
  { pattern: /^CLUSTER( VERBOSE)?$/, transaction: "never" },
  { pattern: /^CLUSTER \( [^)]*\)$/, transaction: "never" },
  { pattern: /^CLUSTER\b/, transaction: "sometimes" },
  { pattern: /^CREATE SUBSCRIPTION\b/, transaction: "never", unless: makesNoSlot },
  { pattern: /^(ALTER|DROP) SUBSCRIPTION\b/, transaction: "sometimes" },
];
const ALLOWED: StatementClass = { transaction: "allowed", words: "", concurrently: false };

/**
 * Reads a statement's first words. Keywords are enough: every refused statement begins with them, and a grammar newer
 * than any parser at hand is understood too.
 */
export function classifyPostgresql(statement: Statement): StatementClass {
  const head = statement.tokens.slice(0, HEAD_TOKENS).map(spelled).join(" ");
  if (isConcurrentDetach(statement.tokens)) return never("ALTER TABLE … DETACH PARTITION … CONCURRENTLY", true);
  const rule = RULES.find((rule) => rule.pattern.test(head));
  if (rule === undefined || rule.unless?.(statement.tokens) === true) return ALLOWED;
  return {
    transaction: rule.transaction,
    words: wordsOf(head, rule),
    concurrently: / CONCURRENTLY\b/.test(head),
    index: indexTargetOf(statement.tokens),
  };
}

const never = (words: string, concurrently: boolean): StatementClass => ({ transaction: "never", words, concurrently });

function spelled(token: Token): string {
  if (token.kind === "punctuation") return token.text;
  return keywordOf(token) === "" ? "_" : keywordOf(token);
}

/** What the rule saw, without options in brackets: `REINDEX DATABASE`. */
function wordsOf(head: string, { pattern }: Rule): string {
  const seen = pattern.exec(head)?.[0] ?? "";
  return seen.replace(/\( [^)]*(\) |$)|\)/, "").trim();
}

function isConcurrentDetach(tokens: readonly Token[]): boolean {
  if (keywordOf(tokens[0]) !== "ALTER" || keywordOf(tokens[1]) !== "TABLE") return false;
  const words = tokens.map(keywordOf);
  return words.includes("DETACH") && words.at(-1) === "CONCURRENTLY";
}

/** WITH (connect = false) or (create_slot = false): then the server has nothing to do outside. */
function makesNoSlot(tokens: readonly Token[]): boolean {
  const text = tokens.map((token) => token.text.toLowerCase()).join(" ");
  return /\b(connect|create_slot) = '?(false|off|0)\b/.test(text);
}

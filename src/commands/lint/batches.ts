import type { SourceStatement } from "../../lint/index.ts";

const DIRECTIVE = /^[ \t]*--[ \t]*backwright:batch\b/m;

/** Statements with what our runner reads in the comments before them: whether they are done part by part. */
export const withBatches = (text: string, statements: readonly SourceStatement[]): readonly SourceStatement[] =>
  statements.map((statement, index) => {
    const before = statements[index - 1];
    const from = before === undefined ? 0 : before.offset + before.sql.length;
    return DIRECTIVE.test(text.slice(from, statement.offset)) ? { ...statement, isBatched: true } : statement;
  });

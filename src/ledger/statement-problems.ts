import type { Finding } from "../kit/index.ts";
import { classify, type Split, type SplitProblem, type Statement, type StatementClass } from "../sql/index.ts";
import { refusal } from "./finding.ts";

const PROBLEM_CODES: Readonly<Record<SplitProblem["kind"], string>> = {
  "psql-command": "migration-psql-command",
  // Of other dialects only: no migration is read in one of them.
  "client-command": "migration-psql-command",
  "copy-data": "migration-copy-data",
  unterminated: "migration-unterminated",
};

/** Statements that a file cannot hold, each with its place. `statements` is what would be sent. */
export function statementProblems(path: string, split: Split, statements: readonly Statement[]): readonly Finding[] {
  return [
    ...split.problems.map((problem) =>
      refusal(PROBLEM_CODES[problem.kind], { path, ...problem }, { what: problem.what }),
    ),
    ...statements.flatMap((statement) => problemOf(path, statement, statements.length === 1)),
  ].toSorted((a, b) => (a.subject.line ?? 0) - (b.subject.line ?? 0));
}

function problemOf(path: string, statement: Statement, isOnly: boolean): readonly Finding[] {
  const kind = classify(statement, "postgresql");
  const code = codeOf(kind, statement, isOnly);
  return code === undefined
    ? []
    : [refusal(code, { path, ...statement }, { statement: statement.number, what: kind.words })];
}

function codeOf(kind: StatementClass, statement: Statement, isOnly: boolean): string | undefined {
  if (kind.transaction === "control") return "migration-transaction-control";
  if (kind.transaction === "never" && !isOnly) return "migration-needs-own-file";
  if (kind.transaction === "never" && kind.index !== undefined && kind.index.name === undefined)
    return "migration-index-unnamed";
  return turnsStringRulesOff(statement) ? "migration-string-rules" : undefined;
}

/** With standard_conforming_strings off, quotes end elsewhere than where the splitter saw them end. */
function turnsStringRulesOff(statement: Statement): boolean {
  const text = statement.tokens.map((token) => token.text.toLowerCase()).join(" ");
  return /^set (session |local )?standard_conforming_strings (to|=) '?(off|false|0|no)\b/.test(text);
}

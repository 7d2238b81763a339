import { defineError } from "./define.ts";

export const lintErrors = {
  unparsed: defineError<{ places: readonly string[]; more: number }>("lint-syntax-error", {
    exitCode: 2,
    when: "A file that is to be linted holds a statement that PostgreSQL's grammar does not know.",
    message: ({ places, more }) => [...places, ...(more > 0 ? [`and ${more} more`] : [])].join("\n  "),
    hint: () => "Mend the statement; lines and columns are those of the file.",
  }),
  otherDialect: defineError<{ place: string; dialect: string; what: string }>("lint-other-dialect", {
    exitCode: 2,
    when: "A file that is to be linted is written for another database than PostgreSQL.",
    message: ({ place, dialect, what }) => `${place}: ${what} is ${dialect}, and only PostgreSQL's SQL can be linted.`,
    hint: () => "Leave the file out; the linter knows PostgreSQL 13 to 18.",
  }),
  unknownRule: defineError<{ rule: string; nearest: string | undefined }>("lint-rule-unknown", {
    exitCode: 2,
    when: "A setting names a rule that does not exist.",
    message: ({ rule }) => `There is no rule ${rule}.`,
    hint: ({ nearest }) => (nearest === undefined ? "docs/findings lists every code." : `Did you mean ${nearest}?`),
  }),
  badFile: defineError<{ place: string; problem: string }>("lint-file-unusable", {
    exitCode: 2,
    when: "A file that is to be linted is no UTF-8, ends inside a quote, or misuses the marks of its own tool.",
    message: ({ place, problem }) => `${place}: ${problem}.`,
    hint: () => "Mend the file, or leave it out.",
  }),
  noFiles: defineError<{ path: string }>("lint-files-none", {
    exitCode: 2,
    when: "A folder that is to be linted holds no .sql file.",
    message: ({ path }) => `${path} holds no .sql file.`,
    hint: () => "Name a file, another folder, or - for standard input.",
  }),
  fixTaken: defineError<{ path: string }>("lint-fix-file-exists", {
    exitCode: 4,
    when: "A fix needs a further file whose name is taken.",
    message: ({ path }) => `${path} exists already, and the safe form needs a file of that name.`,
    hint: () => "Rename one of the two, or look at the safe form with --fix --dry-run.",
  }),
} as const;

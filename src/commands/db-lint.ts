import { defineCommand } from "../command/index.ts";
import { lintGithub, lintHtml, lintJunit, lintMarkdown, lintSarif, lintText } from "../report/lint/index.ts";
import { lintFiles, lintInput, lintOutput } from "./lint/index.ts";

export const command = defineCommand({
  name: "db lint",
  summary: "Says what migrations would do to a running PostgreSQL, and writes the safe form",
  description:
    "Any SQL of PostgreSQL 13 to 18: ours, raw files for psql, and files of dbmate, goose, node-pg-migrate and Atlas. With " +
    "--connection or --schema the linter knows the tables, and each statement is run on a shadow, never on the database " +
    "itself: the report says which lock it took where, what it rewrote or scanned, and how long others would have waited. A comment " +
    "`-- backwright-disable-next-line RULE: reason` silences a rule for a statement, `-- backwright-disable-file RULE: reason` for a file.",
  effects: ["reads", "writes"],
  input: lintInput,
  output: lintOutput,
  examples: [
    { line: "backwright db lint migrations/20240115_add_indexes.sql", what: "lints one file" },
    {
      line: "backwright db lint migrations/ --schema schema.sql",
      what: "lints a folder against the schema that it is for, with proof on a shadow",
    },
    { line: "backwright db lint migrations/ --fix --dry-run", what: "shows the safe forms" },
    { line: "backwright db lint migrations/ --format github", what: "annotates a change on GitHub" },
  ],
  run: lintFiles,
  views: {
    text: lintText,
    html: lintHtml,
    markdown: lintMarkdown,
    sarif: lintSarif,
    junit: lintJunit,
    github: lintGithub,
  },
  exitCode: ({ failed }) => (failed ? 1 : 0),
});

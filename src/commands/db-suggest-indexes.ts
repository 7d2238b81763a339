import { defineCommand } from "../command/index.ts";
import { indexAdviceHtml, indexAdviceMarkdown, indexAdviceText } from "../report/indexes/index.ts";
import { suggestIndexes, suggestInput, suggestOutput } from "./advise/index.ts";

export const command = defineCommand({
  name: "db suggest-indexes",
  summary: "Suggests indexes that the planner has proven on a copy of the schema and its statistics",
  description:
    "Copies the schema and the statistics of a PostgreSQL 13 to 18 (never a row) into a PostgreSQL of its own, builds each possible " +
    "index there without rows at its true size, and asks the planner what the queries of pg_stat_statements, of a log or of a file " +
    "of SQL would cost with it. Nothing is written into the database, and it needs no extension there. " +
    "With --verify the suggested indexes are built there after consent, the queries measured with and without them, and the indexes " +
    "dropped again.",
  effects: ["reads", "writes"],
  input: suggestInput,
  output: suggestOutput,
  examples: [
    { line: "backwright db suggest-indexes --out migrations/", what: "writes a migration with the proven indexes" },
    {
      line: "backwright db suggest-indexes --workload queries.sql --budget 500MB",
      what: "for the queries of a file, at most 500 MB of new indexes",
    },
    {
      line: "backwright db suggest-indexes --workload queries.sql --verify",
      what: "asks, builds them in the database, measures the queries with and without them, and drops them again",
    },
    {
      line: "backwright db suggest-indexes schema.sql",
      what: "what a schema alone shows: foreign keys without an index",
    },
  ],
  run: suggestIndexes,
  views: { text: indexAdviceText, html: indexAdviceHtml, markdown: indexAdviceMarkdown },
});

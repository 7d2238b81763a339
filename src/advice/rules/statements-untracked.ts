import { ofThing } from "../found.ts";
import { WORTH_TUNING_BYTES } from "../settings.ts";
import type { Rule } from "../situation.ts";

/** No statistics of queries: nobody can say which of them costs the time. */
export const statementsUntracked: Rule = {
  code: "statements-untracked",
  find: ({ server }) => {
    const databaseBytes = server?.counters?.sizeBytes ?? 0;
    if (server?.tracksStatements !== false || databaseBytes < WORTH_TUNING_BYTES) return [];
    const subject = { kind: "extension", name: "pg_stat_statements" };
    const fix = "CREATE EXTENSION IF NOT EXISTS pg_stat_statements;";
    return [ofThing(statementsUntracked.code, subject, { severity: "info", evidence: { databaseBytes }, fix })];
  },
};

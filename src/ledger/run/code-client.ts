import type { Session } from "../../catalog/index.ts";
import { errors } from "../../kit/index.ts";
import { classify, splitStatements } from "../../sql/index.ts";
import type { MigrationClient } from "../step.ts";

/** The session as a migration written as code sees it. In a transaction of the run it may not end that. */
export function clientOf(
  session: Session,
  { signal, isWhole, path }: { readonly signal: AbortSignal; readonly isWhole: boolean; readonly path: string },
): MigrationClient {
  return {
    signal,
    query: async (sql, parameters = []) => {
      signal.throwIfAborted();
      const control = isWhole ? controlIn(sql) : undefined;
      if (control !== undefined) throw errors.ledger.codeUnusable({ path, problem: `it sends ${control}` });
      return session.query(sql, parameters);
    },
  };
}

function controlIn(sql: string): string | undefined {
  const classes = splitStatements(sql, "postgresql").statements.map((statement) => classify(statement, "postgresql"));
  return classes.find(({ transaction }) => transaction === "control")?.words;
}

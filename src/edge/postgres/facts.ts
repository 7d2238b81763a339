import type { Client } from "pg";
import type { SessionOptions } from "../../catalog/index.ts";

export interface ServerFacts {
  readonly serverVersion: number;
  readonly database: string;
  readonly user: string;
  /** Statements that put the session's settings in force for one transaction, where the server did not take them. */
  readonly perTransaction: string | undefined;
}

const FACTS = `select current_setting('server_version_num') as version, current_database() as database,
  current_user as user, current_setting('default_transaction_read_only') as read_only,
  extract(epoch from current_setting('statement_timeout')::interval) * 1000 as timeout_ms`;

/** One round trip: who we are, and whether the settings that we asked for are in force. */
export async function readFacts(client: Client, options: SessionOptions): Promise<ServerFacts> {
  const { rows } = await client.query<Record<string, string>>(FACTS);
  const row = rows[0] ?? {};
  return {
    serverVersion: Number(row["version"]),
    database: row["database"] ?? "",
    user: row["user"] ?? "",
    perTransaction: perTransaction(row, options),
  };
}

function perTransaction(row: Readonly<Record<string, string>>, options: SessionOptions): string | undefined {
  const timeout = options.statementTimeoutMs;
  const statements = [
    options.readOnly === true && row["read_only"] !== "on" ? "set transaction read only" : "",
    timeout !== undefined && Number(row["timeout_ms"]) !== Math.round(timeout)
      ? `set local statement_timeout = ${Math.round(timeout)}`
      : "",
  ].filter((statement) => statement !== "");
  return statements.length === 0 ? undefined : statements.join("; ");
}

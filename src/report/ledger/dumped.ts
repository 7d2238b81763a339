import { formatBytes, safeLine } from "../../kit/index.ts";

export interface Dumped {
  readonly database: string;
  readonly file: string | null;
  readonly bytes: number;
  readonly sql: string | null;
}

/** The schema itself, to be sent on, or where it was written. */
export function dumpedText({ database, file, bytes, sql }: Dumped): string {
  if (sql !== null) return sql;
  return `Schema of ${safeLine(database)}: ${safeLine(file ?? "")} (${formatBytes(bytes)})\n`;
}

import { isRecord } from "../../../kit/index.ts";
import { executionOf } from "./log-message.ts";
import type { Execution } from "./read-statements.ts";

export type LogFormat = "csvlog" | "jsonlog" | "stderr";

/** The executions that a server's log tells of, of one database where the log says which (csvlog, jsonlog). */
export function readLog(text: string, format: LogFormat, database: string): readonly Execution[] {
  return messagesOf(text, format, database).flatMap((message) => executionOf(message) ?? []);
}

function messagesOf(text: string, format: LogFormat, database: string): readonly string[] {
  switch (format) {
    case "csvlog":
      return csvRows(text).flatMap((row) => (row[DATABASE] === database ? [row[MESSAGE] ?? ""] : []));
    case "jsonlog":
      return text.split("\n").flatMap((line) => jsonMessage(line, database));
    case "stderr":
      return stderrMessages(text);
  }
}

// Columns of csvlog (PostgreSQL manual, 19.8.4).
const DATABASE = 2;
const MESSAGE = 13;

/** Rows of CSV; a quoted field may hold line ends, and two quotes are one. */
function csvRows(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [whole, quoted, bare, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    if (whole === "" && row.length === 0) continue;
    row.push(quoted?.replaceAll('""', '"') ?? bare ?? "");
    if (end === ",") continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

function jsonMessage(line: string, database: string): readonly string[] {
  if (!line.startsWith("{")) return [];
  try {
    const entry: unknown = JSON.parse(line);
    if (!isRecord(entry) || entry["dbname"] !== database || typeof entry["message"] !== "string") return [];
    return [entry["message"]];
  } catch {
    return [];
  }
}

/** Lines that go on begin with a tab; what stands before `LOG:` is whatever log_line_prefix says. */
function stderrMessages(text: string): readonly string[] {
  const whole = text.replaceAll(/\r?\n\t/g, "\n\u0000");
  return whole
    .split(/\n(?!\u0000)/)
    .flatMap((line) => /\bLOG: {2}(?<message>[\s\S]*)$/.exec(line)?.groups?.["message"] ?? [])
    .map((message) => message.replaceAll("\u0000", ""));
}

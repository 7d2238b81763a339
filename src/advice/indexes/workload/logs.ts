import { isRecord } from "../../../kit/index.ts";
import { csvRows } from "./csv.ts";
import { executionOf } from "./log-message.ts";
import type { Execution } from "./read-statements.ts";

export type LogFormat = "csvlog" | "jsonlog" | "stderr";

/** The executions that a server's log tells of, of one database where the log says which (csvlog, jsonlog). */
export const readLog = (text: string, format: LogFormat, database: string): readonly Execution[] =>
  readLogEntries(text, format, database).map(({ text: sql, milliseconds }) => ({ text: sql, milliseconds }));

/** An execution with what the log says around it. */
export interface LogEntry extends Execution {
  /** The session, or at least its process; empty where the log says neither. */
  readonly session: string;
  /** When it was through, on a clock without a zone; null where the log does not say. */
  readonly atMs: number | null;
  /** What the server adds to a message: parameters, most often. Empty for none. */
  readonly detail: string;
}

/** The same, each with its session and its time. */
export function readLogEntries(text: string, format: LogFormat, database: string): readonly LogEntry[] {
  return messagesOf(text, format, database).flatMap(({ message, ...around }) => {
    const execution = executionOf(message);
    return execution === undefined ? [] : [{ ...execution, ...around }];
  });
}

interface Message extends Pick<LogEntry, "session" | "atMs" | "detail"> {
  readonly message: string;
}

function messagesOf(text: string, format: LogFormat, database: string): readonly Message[] {
  switch (format) {
    case "csvlog":
      return csvRows(text).flatMap((row) => (row[CSV.database] === database ? [csvMessage(row)] : []));
    case "jsonlog":
      return text.split("\n").flatMap((line) => jsonMessage(line, database));
    case "stderr":
      return stderrMessages(text);
  }
}

// Columns of csvlog (PostgreSQL manual, 19.8.4).
const CSV = { time: 0, database: 2, session: 5, message: 13, detail: 14 } as const;

const csvMessage = (row: readonly string[]): Message => ({
  message: row[CSV.message] ?? "",
  session: row[CSV.session] ?? "",
  atMs: timeOf(row[CSV.time] ?? ""),
  detail: row[CSV.detail] ?? "",
});

/** `2026-01-15 10:00:00.123 CET`: the zone is that of all lines, and only differences count. */
function timeOf(text: string): number | null {
  const [, day, time] = /(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?)/.exec(text) ?? [];
  return day === undefined || time === undefined ? null : Date.parse(`${day}T${time}Z`);
}

function jsonMessage(line: string, database: string): readonly Message[] {
  if (!line.startsWith("{")) return [];
  try {
    const entry: unknown = JSON.parse(line);
    if (!isRecord(entry) || entry["dbname"] !== database || typeof entry["message"] !== "string") return [];
    const { message, session_id: session, timestamp, detail } = entry;
    return [{ message, session: textOf(session), atMs: timeOf(textOf(timestamp)), detail: textOf(detail) }];
  } catch {
    return [];
  }
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

/** Lines that go on begin with a tab; what stands before `LOG:` is whatever log_line_prefix says, `%m [%p] ` by default. */
function stderrMessages(text: string): readonly Message[] {
  const messages: { message: string; session: string; atMs: number | null; detail: string }[] = [];
  for (const line of text.replaceAll(/\r?\n\t/g, "\n\u0000").split(/\n(?!\u0000)/)) {
    const {
      prefix = "",
      kind,
      body = "",
    } = /^(?<prefix>.*?)\b(?<kind>LOG|DETAIL): {2}(?<body>[\s\S]*)$/.exec(line)?.groups ?? {};
    const session = /\[(\d+)\]/.exec(prefix)?.[1] ?? "";
    const before = messages.at(-1);
    if (kind === "LOG")
      messages.push({ message: body.replaceAll("\u0000", ""), session, atMs: timeOf(prefix), detail: "" });
    if (kind === "DETAIL" && before?.session === session) before.detail = body.replaceAll("\u0000", "");
  }
  return messages;
}

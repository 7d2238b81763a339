import { isJsonObject, type JsonValue } from "../../../kit/index.ts";
import { escapeSegment } from "../../../openapi/text/index.ts";
import type { Feeder } from "../model.ts";
import { readCsv } from "./csv.ts";
import type { Mistakes } from "./mistakes.ts";
import type { FileFeeder, ScenarioFile } from "./schema.ts";

/** A feeder's file, read. */
export interface Table {
  readonly name: string;
  readonly pointer: string;
  readonly order: Feeder["order"];
  readonly columns: readonly string[];
  readonly rows: readonly (readonly JsonValue[])[];
}

type Spelled = Exclude<FileFeeder, string>;

/** A feeder as it is spelled out. */
export const spelledFeeder = (feeder: FileFeeder): Spelled => (typeof feeder === "string" ? { file: feeder } : feeder);

/** The tables of all feeders. */
export function tablesOf(
  { feeders = {} }: ScenarioFile,
  files: ReadonlyMap<string, Uint8Array>,
  mistakes: Mistakes,
): readonly Table[] {
  return Object.entries(feeders).map(([name, given]) => {
    const feeder = spelledFeeder(given);
    const pointer = `/feeders/${escapeSegment(name)}`;
    const text = new TextDecoder().decode(files.get(feeder.file) ?? new Uint8Array());
    const fail = (problem: string): undefined => {
      mistakes.error(pointer, `${feeder.file}: ${problem}`);
    };
    if (!/^[A-Za-z_][\w-]*$/.test(name)) mistakes.error(pointer, `${JSON.stringify(name)} is no name for a feeder`);
    const read = /\.(?:jsonl|ndjson)$/i.test(feeder.file) ? fromLines(text, fail) : fromCsv(text, feeder, fail);
    if (read?.rows.length === 0) fail("it holds no row");
    return { name, pointer, order: feeder.order ?? "sequential", columns: read?.columns ?? [], rows: read?.rows ?? [] };
  });
}

type Fail = (problem: string) => undefined;
type Read = Pick<Table, "columns" | "rows"> | undefined;

function fromCsv(text: string, { delimiter = "," }: Spelled, fail: Fail): Read {
  const read = readCsv(text, delimiter);
  if ("problem" in read) return fail(`line ${read.line}: ${read.problem}`);
  const [head = [], ...rows] = read.rows;
  const columns = head.map((name) => name.trim());
  const odd = rows.findIndex((row) => row.length !== columns.length);
  if (odd >= 0) return fail(`row ${odd + 1} has ${rows[odd]?.length} columns, the head line ${columns.length}`);
  return { columns, rows };
}

function fromLines(text: string, fail: Fail): Read {
  const values: JsonValue[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const value = parsed(line);
    if (!isJsonObject(value)) return fail(`line ${index + 1}: this is no JSON object`);
    values.push(value);
  }
  const columns = [...new Set(values.flatMap((value) => (isJsonObject(value) ? Object.keys(value) : [])))];
  const rows = values.map((value) => columns.map((column) => (isJsonObject(value) ? (value[column] ?? null) : null)));
  return { columns, rows };
}

const parse: (text: string) => JsonValue = JSON.parse;

function parsed(line: string): JsonValue | undefined {
  try {
    return parse(line);
  } catch {
    return undefined;
  }
}

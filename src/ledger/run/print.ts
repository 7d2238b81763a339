import { quoteLiteral } from "../../sql/index.ts";
import type { HistoryEntry } from "../history.ts";
import type { MigrationFolder } from "../folder.ts";
import { planMigrations } from "../plan.ts";
import { planRollback } from "../plan-rollback.ts";
import type { Step } from "../step.ts";
import { readHistory } from "./history-store.ts";
import { wordsOf } from "./journal-store.ts";
import { lockKeyOf } from "./lock.ts";
import type { RollbackParts } from "./rollback.ts";
import { locateTable, tableScript, type HistoryTable } from "./table.ts";
import type { Task } from "./task.ts";
import type { MigrateParts } from "./types.ts";

/** A migration that a script for psql does not hold. */
export interface NotPrinted {
  readonly migration: string;
  readonly file: string;
  /** `code`: it is no SQL. `unfinished`: it was begun, and only the journal knows where it goes on. `after`: it comes behind one of these. */
  readonly reason: "code" | "unfinished" | "after";
}

export interface PrintedScript {
  /** Empty where there is nothing to do or a refusal stands against it. */
  readonly sql: string;
  readonly notPrinted: readonly NotPrinted[];
}

const NOTHING: PrintedScript = { sql: "", notPrinted: [] };

/**
 * What `migrate` would do, as a script for psql: statements, transactions, and the rows of the history and its journal; it
 * ends in front of the first migration that is no SQL. Nothing is written.
 */
export async function printMigrate(
  parts: Pick<MigrateParts, "session" | "table" | "only" | "allow">,
  folder: MigrationFolder,
): Promise<PrintedScript> {
  const table = await locateTable(parts.session, parts.table);
  const history = await readHistory(parts.session, table);
  const { pending, refusals } = planMigrations(folder, history, parts);
  if (refusals.length > 0) return NOTHING;
  const earlierOf = (id: string): HistoryEntry | undefined => history.find((entry) => entry.id === id);
  const tasks = pending.map((file): Task => ({ file, script: file.up, direction: "up", earlier: earlierOf(file.id) }));
  return scriptOf(await tableScript(parts.session, table), table, tasks);
}

/** What `rollback` would do, in the same form. */
export async function printRollback(
  parts: Pick<RollbackParts, "session" | "table" | "target" | "allow">,
  folder: MigrationFolder,
): Promise<PrintedScript> {
  const table = await locateTable(parts.session, parts.table);
  const { pending, refusals } = planRollback(folder, await readHistory(parts.session, table), parts);
  if (refusals.length > 0) return NOTHING;
  const tasks = pending.map(({ file, script, entry }): Task => ({ file, script, direction: "down", earlier: entry }));
  return scriptOf(await tableScript(parts.session, table), table, tasks);
}

/** As the runner makes its session new for each file, and itself again before it writes the history. */
const SELF = "set session authorization default; reset role; set client_encoding to 'UTF8';";
const FRESH = `reset all; ${SELF} set lock_timeout = '5s';`;

function scriptOf(before: string, table: HistoryTable, tasks: readonly Task[]): PrintedScript {
  if (tasks.length === 0) return NOTHING;
  const end = tasks.findIndex((task) => hindranceOf(task) !== undefined);
  const printed = end < 0 ? tasks : tasks.slice(0, end);
  const notPrinted = tasks.slice(printed.length).map(notPrintedOf);
  const head = [
    "\\set ON_ERROR_STOP on",
    `${FRESH}\n${lockText(table)}`,
    ...(before === "" ? [] : [`begin;\n${before};\ncommit;`]),
  ];
  const body = printed.length === 0 ? [] : [...head, ...printed.map((task) => taskText(table, task))];
  return { sql: `${[...body, ...remarks(notPrinted)].join("\n\n")}\n`, notPrinted };
}

function hindranceOf({ script, earlier, direction }: Task): NotPrinted["reason"] | undefined {
  if (script.steps.some(({ work }) => work.kind === "code")) return "code";
  const isBegun = direction === "up" ? earlier !== undefined : earlier?.state.startsWith("revert") === true;
  return isBegun ? "unfinished" : undefined;
}

function notPrintedOf(task: Task): NotPrinted {
  return { migration: task.file.id, file: task.script.path, reason: hindranceOf(task) ?? "after" };
}

const REASONS: Readonly<Record<NotPrinted["reason"], string>> = {
  code: "is code, not SQL",
  unfinished: "was begun and not completed; the journal knows at which statement it goes on",
  after: "comes after it",
};

/** A script must not record what it does not do. */
function remarks(notPrinted: readonly NotPrinted[]): readonly string[] {
  if (notPrinted.length === 0) return [];
  const lines = notPrinted.map(({ file, reason }) => `--   ${plainLine(file)} ${REASONS[reason]}`);
  return [
    [
      "-- THIS IS NOT ALL. Not in this script, and not recorded by it:",
      ...lines,
      "-- Run the first of them with backwright (db migrate, db rollback), then print the rest again with --sql.",
    ].join("\n"),
  ];
}

const plainLine = (text: string): string => text.replaceAll(/[\s\0]/g, " ");

/** The lock of a run, for as long as psql is connected. */
function lockText(table: HistoryTable): string {
  const { classId, objectId } = lockKeyOf(table);
  return `do $lock$ begin
  if not pg_catalog.pg_try_advisory_lock(${classId}, ${objectId}) then raise exception 'another migration run holds the lock'; end if;
end $lock$;`;
}

function taskText(table: HistoryTable, task: Task): string {
  const { script } = task;
  const records = [SELF, ...journalRows(table, task), historyRow(table, task)];
  const body = script.steps.map(stepText);
  const title = `-- ${plainLine(script.path)}`;
  if (script.mode === "whole") return [title, FRESH, "begin;", ...body, ...records, "commit;"].join("\n");
  return [`${title}: PostgreSQL refuses a part of it in a transaction`, FRESH, ...body, ...records].join("\n");
}

function stepText({ sql, work }: Step): string {
  if (work.kind === "copy") return `${sql};\n${work.rows}\\.`;
  // A comment at the end of the statement would swallow a semicolon on its line.
  const end = sql.includes("--") ? `${sql}\n;` : `${sql};`;
  return work.kind === "backfill" ? `-- db migrate does this part by part, along ${work.backfill.key}\n${end}` : end;
}

const literal = (text: string): string => quoteLiteral(text, "postgresql");

/** Without ON CONFLICT: a script that is run a second time ends in an error. */
function historyRow(table: HistoryTable, { file, direction }: Task): string {
  if (direction === "down") return `delete from ${table.sql} where id = ${literal(file.id)};`;
  const values = [file.id, file.checksum, file.rawChecksum, "applied"].map(literal).join(", ");
  return `insert into ${table.sql} (id, checksum, raw_checksum, state, standalone) values (${values}, ${file.standalone});`;
}

function journalRows(table: HistoryTable, { file, script, direction }: Task): readonly string[] {
  const run = `(select coalesce(pg_catalog.max(run), 0) from ${table.journal} where id = ${literal(file.id)})`;
  return script.steps.map((step) => {
    const texts = [wordsOf(step), step.checksum, step.rawChecksum].map(literal).join(", ");
    const of = `${run} + ${step.number === 1 ? 1 : 0}`;
    return `insert into ${table.journal} (id, run, direction, statement, words, checksum, raw_checksum, state)
  values (${literal(file.id)}, ${of}, '${direction}', ${step.number}, ${texts}, 'applied');`;
  });
}

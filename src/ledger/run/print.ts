import { quoteLiteral } from "../../sql/index.ts";
import type { MigrationFolder } from "../folder.ts";
import { planMigrations } from "../plan.ts";
import { planRollback } from "../plan-rollback.ts";
import type { Step } from "../step.ts";
import { readHistory } from "./history-store.ts";
import { wordsOf } from "./journal-store.ts";
import type { RollbackParts } from "./rollback.ts";
import { locateTable, tableScript, type HistoryTable } from "./table.ts";
import type { Task } from "./task.ts";
import type { MigrateParts } from "./types.ts";

/**
 * What `migrate` would do, as a script for psql: statements, transactions, and the rows of the history and its journal.
 * Nothing is written. Empty where there is nothing to do or a refusal stands against it: ask `migrate` with `dryRun`.
 */
export async function printMigrate(
  parts: Pick<MigrateParts, "session" | "table" | "only" | "allow">,
  folder: MigrationFolder,
): Promise<string> {
  const table = await locateTable(parts.session, parts.table);
  const history = await readHistory(parts.session, table);
  const { pending, refusals } = planMigrations(folder, history, parts);
  if (refusals.length > 0) return "";
  const tasks = pending.map((file): Task => ({ file, script: file.up, direction: "up", earlier: undefined }));
  return scriptOf(await tableScript(parts.session, table), table, tasks);
}

/** What `rollback` would do, in the same form. */
export async function printRollback(
  parts: Pick<RollbackParts, "session" | "table" | "target" | "allow">,
  folder: MigrationFolder,
): Promise<string> {
  const table = await locateTable(parts.session, parts.table);
  const { pending, refusals } = planRollback(folder, await readHistory(parts.session, table), parts);
  if (refusals.length > 0) return "";
  const tasks = pending.map(({ file, script, entry }): Task => ({ file, script, direction: "down", earlier: entry }));
  return scriptOf(await tableScript(parts.session, table), table, tasks);
}

function scriptOf(before: string, table: HistoryTable, tasks: readonly Task[]): string {
  if (tasks.length === 0) return "";
  const head = ["\\set ON_ERROR_STOP on", "set lock_timeout = '5s';", ...(before === "" ? [] : [`${before};`])];
  return `${[...head, ...tasks.map((task) => taskText(table, task))].join("\n\n")}\n`;
}

function taskText(table: HistoryTable, task: Task): string {
  const { script } = task;
  const records = [...journalRows(table, task), historyRow(table, task)];
  const body = script.steps.map(stepText);
  const title = `-- ${script.path.replaceAll(/\s/g, " ")}`;
  if (script.mode === "whole") return [title, "begin;", ...body, ...records, "commit;"].join("\n");
  return [`${title}: PostgreSQL refuses a part of it in a transaction`, ...body, ...records].join("\n");
}

function stepText({ sql, work }: Step): string {
  if (work.kind === "copy") return `${sql};\n${work.rows}\\.`;
  if (work.kind === "code") return `-- ${sql.replaceAll(/\s/g, " ")} is code: run it by db migrate`;
  // A comment at the end of the statement would swallow a semicolon on its line.
  const end = sql.includes("--") ? `${sql}\n;` : `${sql};`;
  return work.kind === "backfill" ? `-- db migrate does this part by part, along ${work.backfill.key}\n${end}` : end;
}

const literal = (text: string): string => quoteLiteral(text, "postgresql");

function historyRow(table: HistoryTable, { file, direction }: Task): string {
  if (direction === "down") return `delete from ${table.sql} where id = ${literal(file.id)};`;
  const values = [file.id, file.checksum, file.rawChecksum, "applied"].map(literal).join(", ");
  return `insert into ${table.sql} (id, checksum, raw_checksum, state, standalone) values (${values}, ${file.standalone})
  on conflict (id) do update set checksum = excluded.checksum, raw_checksum = excluded.raw_checksum, state = excluded.state;`;
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

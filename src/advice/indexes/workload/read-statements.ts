import type { Workload } from "../../../catalog/index.ts";
import { groupBy } from "../../../kit/index.ts";
import { splitStatements } from "../../../sql/index.ts";
import type { Parser } from "../../statements/index.ts";
import type { WorkloadStatement } from "./statement.ts";

/** What pg_stat_statements remembers, as a workload. */
export function fromStatistics({ statements }: Workload): readonly WorkloadStatement[] {
  return statements
    .filter(({ text }) => !text.includes("/* backwright */"))
    .map(({ text, calls, meanMs, rows }, place) => ({
      id: `s${place}`,
      text,
      calls,
      meanMs,
      rowsPerCall: rows / calls,
      origin: "pg_stat_statements",
    }));
}

const CALLS = /--[ \t]*calls:[ \t]*(?<calls>\d+)/i;

/**
 * A file of SQL as a workload: statements that are the same but for spaces count together. A comment `-- calls: 1000` before one says
 * how often it runs.
 */
export function fromSql(text: string, origin: string): readonly WorkloadStatement[] {
  const { statements, pieces } = splitStatements(text, "postgresql");
  const found = statements.map(({ sql, number }) => ({
    sql,
    calls: Number(CALLS.exec(pieces[number - 1] ?? "")?.groups?.["calls"] ?? 1),
  }));
  const groups = [...groupBy(found, ({ sql }) => sql.replaceAll(/\s+/g, " ")).values()];
  return groups.map((group, place) => ({
    id: `${origin}:${place}`,
    text: group[0]?.sql ?? "",
    calls: group.reduce((sum, { calls }) => sum + calls, 0),
    meanMs: null,
    rowsPerCall: null,
    origin,
  }));
}

/** One execution as a log tells it. */
export interface Execution {
  readonly text: string;
  readonly milliseconds: number | null;
}

/** Of executions that differ in constants only so many are planned, the most frequent ones, in the place of all. */
const MOST_FORMS = 3;

/**
 * Executions of a log as a workload. Those that differ in constants only are planned with their most frequent constants, which share
 * the calls of all: a constant that always stands there can make an index of its own, one of many cannot.
 */
export function fromExecutions(
  executions: readonly Execution[],
  origin: string,
  parser: Parser,
): readonly WorkloadStatement[] {
  const groups = [...groupBy(executions, ({ text }) => parser.normalize(text) ?? text).values()];
  return groups.flatMap((group, place) => formsOf(group, { id: `${origin}:${place}`, origin }));
}

function formsOf(
  group: readonly Execution[],
  { id, origin }: Pick<WorkloadStatement, "id" | "origin">,
): readonly WorkloadStatement[] {
  const times = group.flatMap(({ milliseconds }) => milliseconds ?? []);
  const meanMs = times.length === 0 ? null : times.reduce((sum, time) => sum + time, 0) / times.length;
  const texts = [...groupBy(group, ({ text }) => text)].map(([text, { length }]) => ({ text, count: length }));
  const forms = texts.toSorted((a, b) => b.count - a.count).slice(0, MOST_FORMS);
  const shown = forms.reduce((sum, { count }) => sum + count, 0);
  return forms.map(({ text, count }, form) => ({
    id: `${id}.${form}`,
    text,
    calls: Math.max(1, Math.round((count / shown) * group.length)),
    meanMs,
    rowsPerCall: null,
    origin,
  }));
}

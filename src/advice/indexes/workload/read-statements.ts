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

const FIGURES =
  /--[ \t]*calls:[ \t]*(?<calls>\d+)(?:,[ \t]*mean:[ \t]*(?<mean>[\d.]+)[ \t]*ms)?(?:,[ \t]*rows:[ \t]*(?<rows>[\d.]+))?/i;

interface Figures {
  readonly calls: number;
  readonly meanMs: number | null;
  readonly rowsPerCall: number | null;
}

function figuresIn(piece: string): Figures {
  const { calls = "1", mean, rows } = FIGURES.exec(piece)?.groups ?? {};
  const numberOf = (text: string | undefined): number | null => (text === undefined ? null : Number(text));
  return { calls: Number(calls), meanMs: numberOf(mean), rowsPerCall: numberOf(rows) };
}

/**
 * A file of SQL as a workload: statements that are the same but for spaces count together. A comment `-- calls: 1000` before one says
 * how often it runs; `-- calls: 1000, mean: 1.5 ms, rows: 20` also how long it takes and what it brings, as `db watch` writes it.
 */
export function fromSql(text: string, origin: string): readonly WorkloadStatement[] {
  const { statements, pieces } = splitStatements(text, "postgresql");
  const found = statements.map(({ sql, number }) => ({
    sql,
    figures: figuresIn(pieces[number - 1] ?? ""),
  }));
  const groups = [...groupBy(found, ({ sql }) => sql.replaceAll(/\s+/g, " ")).values()];
  return groups.map((group, place) => ({
    id: `${origin}:${place}`,
    text: group[0]?.sql ?? "",
    calls: group.reduce((sum, { figures }) => sum + figures.calls, 0),
    meanMs: group[0]?.figures.meanMs ?? null,
    rowsPerCall: group[0]?.figures.rowsPerCall ?? null,
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

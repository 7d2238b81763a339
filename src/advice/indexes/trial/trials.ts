import { relationKey } from "../../../catalog/index.ts";
import type { TargetStatistics } from "../../../diff/shadow/index.ts";
import { quoteLiteral } from "../../../sql/index.ts";
import { isRecord } from "../../../kit/index.ts";
import { list, type Parser, type TablesByName } from "../../statements/index.ts";
import { comparedParametersOf } from "../query/index.ts";
import { arrayItems, fillParameters } from "../shadow/index.ts";
import { questionsOf, type WorkloadQuestion, type WorkloadStatement } from "../workload/index.ts";

/** A statement that an index was suggested for, as it can be run. */
export interface Trial {
  /** Without anybody's values. */
  readonly text: string;
  readonly origin: string;
  readonly calls: number;
  /** Never to be shown; null where it cannot be run. */
  readonly sql: string | null;
  readonly reason: "writes" | "unknown-values" | null;
}

export interface TrialsInput {
  readonly workload: readonly WorkloadStatement[];
  /** Normalized texts of the statements that are wanted. */
  readonly texts: ReadonlySet<string>;
  readonly tables: TablesByName;
  readonly parser: Parser;
  readonly statistics: TargetStatistics;
}

/**
 * One trial per text: with its own constants where the workload has them, else with values of the target's statistics in the place of
 * its parameters. What writes is not run.
 */
export function trialsOf({ workload, texts, tables, parser, statistics }: TrialsInput): readonly Trial[] {
  const found = new Map<string, Trial>();
  for (const statement of workload) {
    const text = parser.normalize(statement.text) ?? "";
    if (!texts.has(text) || found.has(text)) continue;
    const [question] = questionsOf([statement], tables, parser).questions;
    if (question === undefined) continue;
    const { origin, calls } = statement;
    const sql = isRead(question) ? filled(question, tables, statistics) : undefined;
    const reason = sql === undefined ? (isRead(question) ? "unknown-values" : "writes") : null;
    found.set(text, { text, origin, calls, sql: sql ?? null, reason });
  }
  return [...found.values()];
}

/** One SELECT that neither writes nor locks; what its functions do, the read-only transaction decides. */
function isRead({ tree, writings }: WorkloadQuestion): boolean {
  const first = list(isRecord(tree) ? tree : undefined, "stmts").find(isRecord);
  const statement = first?.["stmt"];
  const isSelect = isRecord(statement) && isRecord(statement["SelectStmt"]);
  return isSelect && writings.length === 0 && !/"(?:lockingClause|intoClause|DeleteStmt)"/.test(JSON.stringify(tree));
}

function filled(
  { sql, tree, parameters }: WorkloadQuestion,
  tables: TablesByName,
  statistics: TargetStatistics,
): string | undefined {
  if (parameters === 0) return sql;
  const values = new Map<number, string>();
  for (const { table, column, number } of comparedParametersOf(tree, tables)) {
    const value = valueOf(statistics, relationKey(table), column);
    if (value !== undefined) values.set(number, quoteLiteral(value, "postgresql"));
  }
  return values.size === parameters ? fillParameters(sql, values) : undefined;
}

/** One from the middle of the histogram; of a column without one, the most common. */
function valueOf({ columns }: TargetStatistics, table: string, column: string): string | undefined {
  const found = columns.find((one) => one.column === column && relationKey(one.relation) === table);
  const [bounds, common] = ["histogram_bounds", "most_common_vals"].map((name) => itemsOf(found?.values[name]));
  return bounds?.[Math.floor(bounds.length / 2)] ?? common?.[0];
}

const itemsOf = (text: unknown): readonly string[] | undefined =>
  typeof text === "string" && text.startsWith("{") ? arrayItems(text) : undefined;

import type { Planner } from "./access.ts";
import { displayName } from "./names.ts";
import type { ExaminedStatement, ExaminedWorkload, TableUse } from "./statements/index.ts";

/** How one table of a slow statement would be read. */
export interface TableAccess {
  readonly table: string;
  /** Columns that narrow it by a value. */
  readonly columns: readonly string[];
  /** Null where the planner could not be asked. */
  readonly node: string | null;
  readonly index: string | null;
  readonly estimatedRows: number | null;
}

export interface SlowStatement {
  /** As pg_stat_statements keeps it: constants are `$n`. */
  readonly text: string;
  readonly calls: number;
  readonly meanMs: number;
  readonly totalMs: number;
  readonly rowsPerCall: number;
  readonly access: readonly TableAccess[];
}

const MOST = 10;

/** The statements with a mean of at least `slowMs`, the costliest first, at most ten, each with its tables' plans. */
export async function slowStatements(
  workload: ExaminedWorkload,
  slowMs: number,
  planner: Planner,
): Promise<readonly SlowStatement[]> {
  const slow = workload.statements.filter(({ statement }) => statement.meanMs >= slowMs);
  const shown: SlowStatement[] = [];
  for (const one of slow.toSorted((a, b) => b.statement.totalMs - a.statement.totalMs).slice(0, MOST))
    shown.push({ text: workload.textOf(one.statement), ...(await slowStatement(one, planner)) });
  return shown;
}

type Figures = Omit<SlowStatement, "text">;

async function slowStatement({ statement, uses }: ExaminedStatement, planner: Planner): Promise<Figures> {
  const access: TableAccess[] = [];
  for (const use of uses) access.push(await accessOf(use, planner));
  const { calls, meanMs, totalMs, rows } = statement;
  return { calls, meanMs, totalMs, rowsPerCall: rows / calls, access };
}

async function accessOf(use: TableUse, planner: Planner): Promise<TableAccess> {
  const { table, equality, ranges } = use;
  const plan = await planner.plan({ table, equality, ranges });
  return {
    table: displayName(table),
    columns: [...equality, ...ranges],
    node: plan?.node ?? null,
    index: plan?.index ?? null,
    estimatedRows: plan?.estimatedRows ?? null,
  };
}

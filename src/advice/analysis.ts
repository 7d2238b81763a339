import {
  type Catalog,
  type Limit,
  lookupOf,
  type RowSource,
  type Table,
  type Workload,
  type WorkloadState,
} from "../catalog/index.ts";
import type { Finding } from "../kit/index.ts";
import type { Diagram } from "./diagram/index.ts";
import type { Changes } from "./memory.ts";
import type { GivenPlans } from "./indexes/index.ts";
import type { NPlusOneRisk } from "./nplusone/index.ts";
import type { SlowStatement } from "./slow.ts";
import type { Suggestion } from "./suggestion.ts";
import type { Silenced } from "./suppress.ts";
import type { Verdict } from "./verdict.ts";

export interface AnalysisSource {
  readonly kind: "database" | "files";
  readonly database: string;
  readonly where: string;
  readonly user: string;
  /** `15.18` */
  readonly serverVersion: string;
  /** Files in the order in which they were loaded. */
  readonly files: readonly string[];
  /** Statements of the files that the server refused to a role without a superuser's rights, and that were passed over. */
  readonly refused: readonly RefusedStatement[];
}

/** A statement of a schema file that was not run; no table, constraint or index depends on it. */
export interface RefusedStatement {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  /** Its first words, never a literal. */
  readonly statement: string;
  /** The server's words. */
  readonly reason: string;
}

/** One table as the analysis lists it. */
export interface TableSummary {
  readonly schema: string;
  readonly name: string;
  readonly kind: Table["kind"];
  readonly partitionOf: string | null;
  readonly rows: number | null;
  readonly rowSource: RowSource;
  readonly sizeBytes: number;
}

export interface Totals {
  /** Without partitions, which are parts of their table. */
  readonly tables: number;
  readonly partitions: number;
  /** Of all tables whose rows are known. */
  readonly rows: number;
  readonly rowsExact: boolean;
  readonly tablesOfUnknownSize: number;
}

/** What the query statistics could tell. */
export interface WorkloadSeen {
  readonly state: WorkloadState;
  readonly statements: number;
  /** Of other roles: their text may not be read. */
  readonly hidden: number;
  /** Not parsed. */
  readonly unread: number;
  readonly since: string | null;
}

/** Where N+1 queries were looked for, and what speaks for them. Proof needs the values that queries return: `db watch`. */
export type NPlusOneExamined =
  | { readonly examined: false }
  | {
      readonly examined: true;
      readonly sources: readonly NPlusOneSource[];
      readonly risks: readonly NPlusOneRisk[];
    };

export type NPlusOneSource =
  /** `read` counts files. */
  | { readonly kind: "code"; readonly name: string; readonly read: number; readonly skipped: readonly string[] }
  /** `read` counts executions. */
  | { readonly kind: "log"; readonly name: string; readonly read: number; readonly sessions: number }
  /** `read` counts statements. */
  | { readonly kind: "statistics"; readonly name: string; readonly read: number; readonly state: WorkloadState };

/** What the planner of a shadow makes of the indexes that are suggested. */
export interface PlansSeen {
  /** `embedded 18.4`; null where no shadow could be had. */
  readonly engine: string | null;
  readonly indexes: readonly GivenPlans[];
  /** Why there are none; null where there are. */
  readonly problem: string | null;
}

/** The Database Analysis Report as data. */
export interface Analysis extends Verdict {
  readonly source: AnalysisSource;
  /** ISO 8601. */
  readonly analyzedAt: string;
  readonly totals: Totals;
  readonly tables: readonly TableSummary[];
  /** ISO 8601; the counters of scans and changed rows begin here, null: when the database was made. */
  readonly countersSince: string | null;
  readonly workload: WorkloadSeen;
  readonly findings: readonly Finding[];
  /** Found, and silenced with a reason. */
  readonly suppressed: readonly Silenced[];
  /** Suppressions that silence nothing. */
  readonly unusedSuppressions: readonly string[];
  readonly slowStatements: readonly SlowStatement[];
  readonly nPlusOne: NPlusOneExamined;
  readonly suggestions: readonly Suggestion[];
  /** Plans before and after; null where they were not asked for. */
  readonly plans: PlansSeen | null;
  /** The tables with their links, and the findings on them. */
  readonly diagram: Diagram;
  readonly changes: Changes;
  readonly limits: readonly Limit[];
  /** Files that were written, where asked for. */
  readonly written: readonly string[];
  /** Files that were there already under the same title, and were left alone. */
  readonly present: readonly string[];
}

/** Sums of a catalogue, as the report's first lines say them. */
export function totalsOf(catalog: Catalog): Totals {
  const { tables } = catalog;
  const lookup = lookupOf(catalog);
  const whole = tables.filter((table) => table.partitionOf === null);
  const holding = whole.flatMap((table) => lookup.leaves(table));
  return {
    tables: whole.length,
    partitions: tables.length - whole.length,
    rows: holding.reduce((sum, { rows }) => sum + (rows.count ?? 0), 0),
    rowsExact: holding.every(({ rows }) => rows.source === "exact"),
    tablesOfUnknownSize: holding.filter(({ rows }) => rows.count === null).length,
  };
}

/** The line of a table in a report: its name, its rows with how they were counted, its size in bytes. */
export function summaryOf(table: Table): TableSummary {
  const { schema, name, kind, partitionOf, rows, sizeBytes } = table;
  const parent = partitionOf === null ? null : `${partitionOf.schema}.${partitionOf.name}`;
  return { schema, name, kind, partitionOf: parent, rows: rows.count, rowSource: rows.source, sizeBytes };
}

/** How much of the workload was seen; `unread` counts the statements that the parser did not read. */
export function workloadSeen(workload: Workload, unread: number): WorkloadSeen {
  const { state, statements, hidden, resetAt } = workload;
  return { state, statements: statements.length, hidden, unread, since: resetAt };
}

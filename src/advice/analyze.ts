import {
  type Limit,
  readCatalog,
  readSecurity,
  readServer,
  readWorkload,
  type ServerFacts,
  type Session,
  unseenWorkload,
  type Workload,
} from "../catalog/index.ts";
import { withPlanner } from "./access.ts";
import { advise, type RuleSettings } from "./advise.ts";
import { type Analysis, summaryOf, totalsOf, workloadSeen } from "./analysis.ts";
import { diagramOf } from "./diagram/index.ts";
import { confirmed } from "./confirm.ts";
import { slowStatements } from "./slow.ts";
import { examine, type ExaminedWorkload, loadParser, NO_WORKLOAD } from "./statements/index.ts";
import { suggest } from "./suggestion.ts";
import { commentSuppressions, sift, type Suppression } from "./suppress.ts";
import type { Verdict } from "./verdict.ts";
import type { Catalog } from "../catalog/index.ts";

export interface AnalyzeOptions {
  /** Count rows instead of estimating them. */
  readonly exact: boolean;
  /** Mean time from which a statement is listed as slow. */
  readonly slowMs: number;
  readonly statementTimeoutMs: number;
  /** False when the database was just made from files: then there is no workload, and sizes mean nothing. */
  readonly hasData: boolean;
  /** Rules that are on, off or of another severity than usual. */
  readonly settings?: RuleSettings;
  /** Findings that nobody wants to hear of; comments on tables come beside them. */
  readonly suppressions?: readonly Suppression[];
  /** Told before each part of the work. */
  readonly observe: (part: "catalogue" | "statements" | "plans") => void;
}

/** The analysis without what only its caller knows: where it came from, when, and what the last one said. */
export type Examination = Omit<
  Analysis,
  "source" | "analyzedAt" | "changes" | "written" | "present" | "plans" | keyof Verdict
> & {
  readonly catalog: Catalog;
};

/**
 * Reads a database and says what should be different. Read-only; no value of a user's row is read.
 * Errors: `database-query-failed`, `database-connection-lost`.
 *
 * @example
 * const options = { exact: false, slowMs: 20, statementTimeoutMs: 60_000, hasData: true, observe: () => undefined };
 * const { findings, suggestions } = await analyze(session, options);
 */
export async function analyze(session: Session, options: AnalyzeOptions): Promise<Examination> {
  const { exact, statementTimeoutMs, hasData } = options;
  options.observe("catalogue");
  const catalog = await readCatalog(session, { exact, statementTimeoutMs });
  options.observe("statements");
  const workload = hasData ? await readWorkload(session) : unseenWorkload("no-server");
  const examined = await examineWorkload(workload, catalog);
  const security = await readSecurity(session);
  const server = hasData ? await readServer(session) : null;
  const { settings = new Map<string, never>() } = options;
  const found = advise(catalog, { workload: examined, hasData, security, server, settings });
  options.observe("plans");
  const { findings, slow } = await withPlanner(session, catalog, async (planner) => ({
    findings: await confirmed(catalog, found, planner),
    slow: await slowStatements(examined, options.slowMs, planner),
  }));
  const silences = [...(options.suppressions ?? []), ...commentSuppressions(catalog.tables)];
  const { kept, suppressed, unused } = sift(findings, silences);
  return {
    catalog,
    totals: totalsOf(catalog),
    tables: catalog.tables.map(summaryOf),
    countersSince: catalog.statistics.resetAt,
    workload: workloadSeen(workload, examined.unread),
    findings: kept,
    suppressed,
    unusedSuppressions: unused,
    slowStatements: slow,
    nPlusOne: { examined: false },
    suggestions: suggest(catalog, kept),
    diagram: diagramOf(catalog, kept),
    limits: [...catalog.limits, ...serverLimits(server)],
  };
}

/** What the server kept from this role. */
function serverLimits(server: ServerFacts | null): readonly Limit[] {
  if (server === null) return [];
  const hidden = server.sessions.filter(({ state }) => state === null).length;
  const { unseen } = server;
  return [
    ...(unseen.length === 0 ? [] : [{ code: "server-facts-hidden", facts: unseen } as const]),
    ...(hidden === 0 ? [] : [{ code: "sessions-hidden", sessions: hidden } as const]),
  ];
}

/** The parser is loaded only when there is something to parse. */
async function examineWorkload(workload: Workload, catalog: Catalog): Promise<ExaminedWorkload> {
  if (workload.statements.length === 0) return NO_WORKLOAD;
  return examine(workload, catalog.tables, await loadParser());
}

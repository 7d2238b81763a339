import type { HelpedQuery, IndexSuggestion, NotSuggested, Unplanned } from "../../advice/indexes/index.ts";
import { formatBytes, formatCount, formatDecimal } from "../../kit/index.ts";

/** What `db suggest-indexes` answers, as its views read it. */
export interface IndexAdviceView {
  readonly source: {
    readonly kind: "database" | "files";
    readonly name: string;
    readonly serverVersion: string;
    readonly files: readonly string[];
  };
  readonly shadow: { readonly engine: string; readonly sizes: boolean } | null;
  readonly workload: {
    readonly origins: readonly string[];
    readonly state: "read" | "not-installed" | "not-loaded" | "not-readable" | "no-server";
    readonly since: string | null;
    readonly hidden: number;
    readonly statements: number;
    readonly planned: number;
    readonly assumedLimits: number;
    readonly assumedRanges: number;
    readonly candidates: number;
    readonly plannerCalls: number;
  };
  readonly suggestions: readonly IndexSuggestion[];
  readonly foreignKeys: readonly { readonly subject: string; readonly up: readonly string[] }[];
  readonly whyNot: readonly NotSuggested[];
  readonly unplanned: readonly Unplanned[];
  readonly verified: VerifiedView | null;
  readonly notes: readonly string[];
  readonly written: readonly string[];
}

interface SpreadView {
  readonly medianMs: number;
  readonly lowMs: number;
  readonly highMs: number;
  readonly runs: number;
}

/** What `--verify` has measured, as its views read it. */
export interface VerifiedView {
  readonly indexes: readonly {
    readonly name: string;
    readonly state: "dropped" | "kept" | "failed" | "not-built" | "left";
    readonly buildMs: number | null;
    readonly sizeBytes: number | null;
    readonly reason: string | null;
  }[];
  readonly queries: readonly {
    readonly text: string;
    readonly before: SpreadView | null;
    readonly drift: { readonly first: SpreadView; readonly again: SpreadView } | null;
    readonly after: SpreadView | null;
    readonly uses: readonly string[];
    readonly verdict: "faster" | "slower" | "no-difference" | "not-measured";
    readonly reason: "writes" | "unknown-values" | "refused" | "timeout" | "not-built" | null;
  }[];
}

/** A cost of the planner, in pages. */
export const costText = (cost: number): string => (cost >= 100 ? formatCount(cost) : formatDecimal(cost, 1));

const LONGEST = 160;

/** A statement on one line. */
export function shortText(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1)}…`;
}

export const callsText = ({ calls, meanMs }: HelpedQuery): string =>
  `${formatCount(calls)} ${calls === 1 ? "call" : "calls"}${meanMs === null ? "" : `, ${formatDecimal(meanMs, 1)} ms each`}`;

/** `~12.3 MB, 4,000 entries by the workload's writes` */
export function priceText({ sizeBytes, writeEntries }: IndexSuggestion): string {
  const writes =
    writeEntries === 0
      ? "no write of the workload touches it"
      : `~${formatCount(writeEntries)} entries by the workload's writes`;
  return `~${formatBytes(sizeBytes)}, ${writes}`;
}

/** Why a statement got no index. */
export function reasonText({ code, figures, reason }: NotSuggested): string {
  const figure = (name: string): string => costText(figures[name] ?? 0);
  switch (code) {
    case "cheap-already":
      return `costs ${figure("cost")}: nothing worth saving`;
    case "no-index-helps":
      return `costs ${figure("cost")}; the best candidate would leave ${figure("best")}`;
    case "served-by-others":
      return `costs ${figure("cost")}, and ${figure("now")} with the indexes suggested for others`;
    case "writes-outweigh":
      return `would save ${figure("saved")} and cost the workload's ${figure("entries")} writes ${figure("writeCost")}`;
    case "over-budget":
      return `does not fit the budget (~${formatBytes(figures["sizeBytes"] ?? 0)})`;
    case "refused":
      return `PostgreSQL refuses it: ${reason ?? ""}`;
  }
}

/** How query statistics come to be seen. */
export function workloadHint({ state }: IndexAdviceView["workload"]): string | null {
  switch (state) {
    case "not-installed":
      return "pg_stat_statements is not installed here: CREATE EXTENSION pg_stat_statements, or name queries with --workload FILE.";
    case "not-loaded":
      return "pg_stat_statements is not in shared_preload_libraries: add it and restart, or name queries with --workload FILE.";
    case "not-readable":
      return "This role may not read pg_stat_statements: GRANT pg_read_all_stats TO it, or name queries with --workload FILE.";
    case "read":
    case "no-server":
      return null;
  }
}

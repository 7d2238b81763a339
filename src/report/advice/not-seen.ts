import type { Analysis } from "../../advice/index.ts";
import type { Limit } from "../../catalog/index.ts";
import { assertNever, formatCount, safeText } from "../../kit/index.ts";
import type { Section } from "./section.ts";
import { verdictLines } from "./verdict.ts";

/** Where the facts come from, how far back they go, and what is not in them. */
export function notSeenSection(analysis: Analysis): Section {
  return {
    title: "ABOUT THESE FACTS",
    lines: [
      sourceLine(analysis),
      ...refusedLines(analysis),
      ...countersLine(analysis),
      ...workloadLines(analysis),
      ...verdictLines(analysis),
      ...analysis.limits.map(limitLine),
      "Objects of the system and of extensions, and temporary tables, are left out.",
    ],
  };
}

function sourceLine({ source, totals }: Analysis): string {
  const rows = totals.rowsExact ? "rows are counted" : "rows marked ~ are estimates (--exact counts them)";
  if (source.kind === "files")
    return safeText(`Read from ${source.files.join(", ")}, loaded into PostgreSQL ${source.serverVersion}; ${rows}.`);
  const { database, where, user, serverVersion } = source;
  return safeText(`Read from ${database} at ${where} as ${user}, PostgreSQL ${serverVersion}; ${rows}.`);
}

function refusedLines({ source }: Analysis): readonly string[] {
  const { refused } = source;
  if (refused.length === 0) return [];
  const lines = refused.map(
    ({ file, line, column, statement, reason }) => `  ${file}:${line}:${column} ${statement}: ${reason}`,
  );
  const count = `${formatCount(refused.length)} ${refused.length === 1 ? "statement" : "statements"}`;
  return [`Refused because a schema file has no superuser's rights, and passed over: ${count}.`, ...lines].map(
    safeText,
  );
}

function countersLine({ source, countersSince }: Analysis): readonly string[] {
  if (source.kind === "files") return ["A schema file has no traffic and no sizes: severities do not weigh them."];
  return [`Scans and changes are counted since ${countersSince ?? "the database was made"}.`];
}

function workloadLines({ workload }: Analysis): readonly string[] {
  if (workload.state !== "read") return [];
  const { statements, hidden, unread, since } = workload;
  return [
    `Times are means of the ${formatCount(statements)} costliest statements of pg_stat_statements${since === null ? "" : ` since ${since}`}.`,
    ...(hidden === 0
      ? []
      : [`${formatCount(hidden)} statements of other roles are hidden: GRANT pg_read_all_stats TO the role.`]),
    ...(unread === 0 ? [] : [`${formatCount(unread)} statements could not be parsed and were not judged.`]),
  ];
}

function limitLine(limit: Limit): string {
  switch (limit.code) {
    case "column-statistics-hidden":
      return `Column statistics of ${formatCount(limit.tables)} tables are hidden from this role: slow searches there were not judged. GRANT SELECT on them shows them.`;
    case "never-analyzed":
      return `${formatCount(limit.tables)} tables with rows have no column statistics: slow searches there were not judged. Run ANALYZE.`;
    case "rows-not-counted":
      return safeText(`Not counted (no right, row security, or out of time): ${limit.tables.join(", ")}.`);
    case "tables-locked":
      return safeText(`Locked exclusively and not examined: ${limit.tables.join(", ")}. Analyze again later.`);
    case "standby-statistics":
      return "This is a standby: its counters and statements are its own, not the primary's.";
    case "server-facts-hidden":
      return `Not shown to this role, or not had by this version: ${limit.facts.join(", ")}. GRANT pg_monitor TO the role shows most of it.`;
    case "sessions-hidden":
      return `The state of ${formatCount(limit.sessions)} sessions of other roles is hidden: GRANT pg_read_all_stats TO the role.`;
    case "activity-off":
      return "track_counts is off: nothing is known about traffic.";
    case "extension-tables-left-out":
      return `${formatCount(limit.tables)} tables belong to extensions and are left out.`;
    default:
      return assertNever(limit);
  }
}

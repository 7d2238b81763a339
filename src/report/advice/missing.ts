import type { Analysis } from "../../advice/index.ts";
import { formatCount, safeText, type Finding } from "../../kit/index.ts";
import { figure, milliseconds } from "./cells.ts";
import { foundTitle, type Section } from "./section.ts";

const CODES: ReadonlySet<string> = new Set(["fk-unindexed", "index-missing"]);

/** Searches without an index: foreign keys and slow statements. */
export function missingIndexesSection({ findings }: Analysis): Section {
  const missing = findings.filter(({ code }) => CODES.has(code));
  return { title: foundTitle("MISSING INDEXES", missing.length), lines: missing.map(lineOf) };
}

function lineOf(finding: Finding): string {
  return `${safeText(finding.subject.name)} - ${timing(finding)}, ADD INDEX recommended${smallness(finding)}`;
}

function timing(finding: Finding): string {
  const mean = figure(finding, "averageQueryMs");
  return mean === undefined ? "no timing" : `${milliseconds(mean)} avg query time`;
}

/** The advice stands, but nobody has to hurry. */
function smallness(finding: Finding): string {
  const rows = figure(finding, "rows");
  return finding.severity === "info" && rows !== undefined ? ` once it grows (${formatCount(rows)} rows)` : "";
}

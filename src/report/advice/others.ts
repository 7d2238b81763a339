import type { Analysis } from "../../advice/index.ts";
import { formatCount, indent, safeText, type Finding, type Severity } from "../../kit/index.ts";
import { adviceSentence } from "./sentence.ts";
import { foundTitle, type Section } from "./section.ts";

/** These have sections of their own. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  "fk-unindexed",
  "index-missing",
  "index-duplicate",
  "index-redundant",
  "primary-key-missing",
]);

const MOST_NOTES = 20;
const ORDER: readonly Severity[] = ["error", "warning", "info"];

/** Everything else that was found, the gravest first; of mere notes the first twenty. */
export function othersSection({ findings }: Analysis): Section {
  const others = findings.filter(({ code }) => !ELSEWHERE.has(code));
  const sorted = ORDER.flatMap((severity) => others.filter((finding) => finding.severity === severity));
  const notes = sorted.filter(({ severity }) => severity === "info");
  const shown = sorted.slice(0, sorted.length - notes.length + MOST_NOTES);
  const left = sorted.length - shown.length;
  const more = left === 0 ? [] : [`and ${formatCount(left)} more notes: --json lists them`];
  return { title: foundTitle("OTHER FINDINGS", others.length), lines: [...shown.flatMap(linesOf), ...more] };
}

function linesOf(finding: Finding): readonly string[] {
  const line = `${finding.severity}: ${adviceSentence(finding)} [${finding.code}]`;
  if (finding.severity === "info" || finding.fix === undefined) return [line];
  return [
    line,
    ...safeText(finding.fix)
      .split("\n")
      .map((sql) => indent(sql, 2)),
  ];
}

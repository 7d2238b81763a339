import type { IndexSuggestion } from "../../advice/indexes/index.ts";
import { formatBytes, formatCount, indent, safeLine } from "../../kit/index.ts";
import { verifiedLines } from "./verified.ts";
import { callsText, costText, type IndexAdviceView, priceText, reasonText, shortText, workloadHint } from "./view.ts";

const MOST_QUERIES = 5;
const MOST_REASONS = 20;

/** The suggestions, each with its proof; what was not suggested, and why; what could not be judged. */
export function indexAdviceText(view: IndexAdviceView): string {
  const parts = [
    ["=== Index Suggestions ===", ...headLines(view)],
    section(`SUGGESTED INDEXES (${view.suggestions.length} found)`, view.suggestions.flatMap(suggestionLines)),
    section(`FOREIGN KEYS WITHOUT AN INDEX, NOT PROVEN (${view.foreignKeys.length} found)`, keyLines(view)),
    section("WHY NOT", whyNotLines(view)),
    section(`NOT PLANNED (${view.unplanned.length} statements)`, view.unplanned.flatMap(unplannedLines)),
    ...(view.verified === null
      ? []
      : [section(`BUILT AND MEASURED (${view.verified.indexes.length} indexes)`, verifiedLines(view.verified))]),
    section("ABOUT THESE FIGURES", aboutLines(view)),
    closing(view),
  ];
  return `${parts.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

const section = (title: string, lines: readonly string[]): readonly string[] => [
  `${title}:`,
  ...(lines.length === 0 ? ["none"] : lines).map((line) => indent(safeLine(line), 2)),
];

function headLines({ source, workload, shadow }: IndexAdviceView): readonly string[] {
  const name = safeLine(source.name);
  if (source.kind === "files") return [`Schema: ${name}, without statistics: no query can be planned`];
  const from = safeLine(workload.origins.join(", "));
  return [
    `Database: ${name}, PostgreSQL ${source.serverVersion}`,
    `Queries: ${formatCount(workload.planned)} planned of ${formatCount(workload.statements)} from ${from}`,
    `Planner: ${shadow?.engine ?? "not asked"}, ${formatCount(workload.candidates)} candidates, ${formatCount(workload.plannerCalls)} plans`,
  ];
}

function suggestionLines(one: IndexSuggestion, place: number): readonly string[] {
  const rest = one.queries.length - MOST_QUERIES;
  return [
    ...one.up.map((sql, line) => `${line === 0 ? `${place + 1}. ` : "   "}${sql}`),
    `   ${one.kind} index, ${priceText(one)}`,
    ...one.queries
      .slice(0, MOST_QUERIES)
      .flatMap((query) => [
        `   cost ${costText(query.costBefore)} -> ${costText(query.costAfter)} (${callsText(query)}): ${shortText(query.text)}`,
        `     before: ${query.scansBefore.join("; ")}`,
        `     after:  ${query.scansAfter.join("; ")}`,
      ]),
    ...(rest > 0 ? [`   and ${rest} more`] : []),
    ...one.replaces.map(
      ({ index, sizeBytes, drop }) => `   makes ${index} unnecessary (${formatBytes(sizeBytes)}): ${drop}`,
    ),
  ];
}

const keyLines = ({ foreignKeys }: IndexAdviceView): readonly string[] =>
  foreignKeys.map(({ subject, up }) => `${subject} - ${up.join(" ")}`);

function whyNotLines({ whyNot }: IndexAdviceView): readonly string[] {
  const shown = whyNot.slice(0, MOST_REASONS).map((one) => `${shortText(one.what)} - ${reasonText(one)}`);
  return whyNot.length > MOST_REASONS
    ? [...shown, `and ${whyNot.length - MOST_REASONS} more (--json lists all)`]
    : shown;
}

const unplannedLines = ({ text, origin, reason }: IndexAdviceView["unplanned"][number]): readonly string[] => [
  `${shortText(text)} (${origin}) - ${reason}`,
];

function aboutLines(view: IndexAdviceView): readonly string[] {
  const { source, workload, shadow, notes } = view;
  if (source.kind === "files")
    return [
      "A schema has no sizes and no values: whether an index pays can only be told of a database (--connection).",
      "The foreign keys above have no index that their checks and joins could go by, whatever the tables will hold.",
      ...notes,
    ];
  const hint = workloadHint(workload);
  return [
    `Costs are the planner's: a page read in sequence is 1. They are estimates${view.verified === null ? "; no query was run and no row was read." : ". Measured is what stands under BUILT AND MEASURED."}`,
    "Correlated columns are judged as independent of each other: extended statistics cannot be copied.",
    ...(shadow?.sizes === false
      ? ["The shadow's files could not be given their sizes: costs are of empty tables. Do not trust them."]
      : []),
    ...(hint === null ? [] : [hint]),
    ...(workload.hidden === 0
      ? []
      : [`${formatCount(workload.hidden)} statements of other roles are hidden: GRANT pg_read_all_stats TO the role.`]),
    ...(workload.assumedLimits === 0
      ? []
      : [
          `The LIMIT of ${formatCount(workload.assumedLimits)} statements is a parameter: the rows that they gave per call were taken for it.`,
        ]),
    ...(workload.assumedRanges === 0
      ? []
      : [
          `The range of ${formatCount(workload.assumedRanges)} statements is parameters: one that leaves the rows that they gave was taken for it.`,
        ]),
    ...notes,
  ];
}

function closing({ written, suggestions, foreignKeys, source }: IndexAdviceView): readonly string[] {
  if (written.length > 0)
    return written.map((path, place) => `Generated ${place === 0 ? "migration" : "rollback"}: ${safeLine(path)}`);
  const count = source.kind === "files" ? foreignKeys.length : suggestions.length;
  if (count === 0) return ["Nothing to migrate."];
  const words = source.kind === "files" ? source.files.map((file) => ` ${safeLine(file)}`).join("") : "";
  return [`Write the migration: backwright db suggest-indexes${words} --out migrations/`];
}

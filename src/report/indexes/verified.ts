import { formatBytes, formatDecimal } from "../../kit/index.ts";
import { shortText, type VerifiedView } from "./view.ts";

type IndexView = VerifiedView["indexes"][number];
type QueryView = VerifiedView["queries"][number];

/** What was built and measured, in lines. */
export function verifiedLines({ indexes, queries }: VerifiedView): readonly string[] {
  return [...indexes.map(indexLine), ...queries.flatMap(queryLines)];
}

function indexLine({ name, state, buildMs, sizeBytes, reason }: IndexView): string {
  const why = reason === null ? "" : `: ${reason}`;
  switch (state) {
    case "dropped":
    case "kept":
      return `${name} - built in ${formatDecimal((buildMs ?? 0) / 1_000, 2)} s, ${formatBytes(sizeBytes ?? 0)}, ${state === "kept" ? "kept" : "dropped again"}`;
    case "failed":
      return `${name} - PostgreSQL could not build it${why}`;
    case "not-built":
      return `${name} - not built${why}`;
    case "left":
      return `${name} - still there, it could not be dropped${why}`;
  }
}

function queryLines(query: QueryView): readonly string[] {
  const { text, before, after, uses } = query;
  if (query.reason !== null || before === null || after === null)
    return [`not measured, ${reasonText(query.reason)}: ${shortText(text)}`];
  const way = uses.length === 0 ? "by none of the new indexes" : `by ${uses.join(", ")}`;
  return [
    `${timeText(before)} -> ${timeText(after)} ${verdictText(query)}, ${way}: ${shortText(text)}`,
    ...driftLines(query),
    `  medians of ${before.runs} and ${after.runs} runs, in brackets the interval that holds each at 95 %`,
  ];
}

/** What the machine did meanwhile shows in the runs without the indexes. */
function driftLines({ drift }: QueryView): readonly string[] {
  if (drift === null) return [];
  const { first, again } = drift;
  const apart = first.highMs < again.lowMs || again.highMs < first.lowMs;
  const said = apart ? "it drifted meanwhile, so trust only a difference that is larger" : "no drift to be seen";
  return [`  without them ${timeText(first)} before, ${timeText(again)} afterwards: ${said}`];
}

const timeText = ({ medianMs, lowMs, highMs }: NonNullable<QueryView["before"]>): string =>
  `${formatDecimal(medianMs, 2)} ms [${formatDecimal(lowMs, 2)}-${formatDecimal(highMs, 2)}]`;

function verdictText({ verdict, before, after }: QueryView): string {
  if (verdict === "no-difference" || before === null || after === null) return "(no difference beyond chance)";
  const ratio = before.medianMs / Math.max(after.medianMs, 0.001);
  return verdict === "faster" ? `(${formatDecimal(ratio, 1)} times as fast)` : "(slower)";
}

function reasonText(reason: QueryView["reason"]): string {
  switch (reason) {
    case "writes":
      return "it writes or locks rows";
    case "unknown-values":
      return "the values of its parameters are unknown (a file or a log has them: --workload)";
    case "refused":
      return "the server refused it";
    case "timeout":
      return "it took longer than --timeout";
    case "not-built":
      return "no index was built";
    case null:
      return "no run ended";
  }
}

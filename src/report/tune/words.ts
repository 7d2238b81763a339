import { formatCount, formatDecimal, formatPercent } from "../../kit/index.ts";
import type { ComparedMeasure, ComparedRate } from "../../load/rounds/index.ts";
import type { TuneRoute, TuneView } from "./view.ts";

/** A duration with three figures, about. */
export function timeText(milliseconds: number | null): string {
  if (milliseconds === null) return "-";
  return milliseconds < 10 ? formatDecimal(milliseconds, 2) : formatDecimal(milliseconds, milliseconds < 100 ? 1 : 0);
}

/** What the profile says of a route. */
export function routeLine({
  route,
  writes,
  statementsPerRequest,
  requestMs,
  databaseShare,
  failed,
}: TuneRoute): string {
  const parts = [
    `${formatDecimal(statementsPerRequest, 1)} statements`,
    `${timeText(requestMs)} ms`,
    `${formatPercent(databaseShare)} in the database`,
    ...(writes ? ["writes data"] : []),
    ...(failed === 0 ? [] : [`${formatCount(failed)} requests failed`]),
  ];
  return `${route}: ${parts.join(", ")}`;
}

/** `p95 31.2 -> 2.10 ms: 93 % less time (91 to 95 %)` */
export function measureLine(measure: ComparedMeasure): string {
  const { name, beforeMs, afterMs } = measure;
  return `${name} ${timeText(beforeMs)} -> ${timeText(afterMs)} ms: ${changeText(measure)}`;
}

/** What may be claimed: nothing that the interval does not carry. */
export function changeText({ changePercent, lowPercent, highPercent, verdict }: ComparedMeasure): string {
  if (changePercent === null) return "too few requests to compare";
  if (verdict === "no-difference-shown") return `no difference shown${boundsText(lowPercent, highPercent)}`;
  const word = verdict === "faster" ? "less" : "more";
  const [low, high] = [lowPercent ?? 0, highPercent ?? 0].map(Math.abs).toSorted((a, b) => a - b);
  return `${percent(Math.abs(changePercent))} ${word} time (${percent(low ?? 0)} to ${percent(high ?? 0)})`;
}

const boundsText = (low: number | null, high: number | null): string =>
  low === null || high === null ? "" : ` (${signed(low)} to ${signed(high)})`;

const percent = (value: number): string => `${formatDecimal(value, value < 10 ? 1 : 0)} %`;

const signed = (value: number): string => `${value > 0 ? "+" : ""}${formatDecimal(value, 1)} %`;

/** `412 -> 655 requests/s: 59 % more (48 to 71 %)` */
export function rateLine(rate: ComparedRate): string {
  const { beforePerSecond: before, afterPerSecond: after, changePercent, lowPercent, highPercent, verdict } = rate;
  const text = (value: number | null): string => (value === null ? "-" : formatDecimal(value, value < 100 ? 1 : 0));
  if (after === null) return `${text(before)} requests/s`;
  const head = `${text(before)} -> ${text(after)} requests/s`;
  if (verdict === "no-difference-shown") return `${head}: no difference shown${boundsText(lowPercent, highPercent)}`;
  const [low, high] = [lowPercent ?? 0, highPercent ?? 0].map(Math.abs).toSorted((a, b) => a - b);
  return `${head}: ${percent(Math.abs(changePercent ?? 0))} ${verdict} (${percent(low ?? 0)} to ${percent(high ?? 0)})`;
}

/** What became of the migration. */
export function appliedText({ applied, migration }: TuneView): string {
  switch (applied.state) {
    case "nothing-to-apply":
      return "No index is proven to be worth having: nothing to apply.";
    case "not-asked":
      return migration?.files.length === 0
        ? "Nothing was written or applied. Write the migration: --out migrations/; apply it and measure again: --apply"
        : "Nothing was applied. Apply the migration and measure again: --apply";
    case "on-copy":
      return "Applied to the copy only; your database was not touched.";
    case "applied":
      return `Applied. Undo it: ${applied.rollback ?? ""}`;
    case "declined":
      return "Not applied: the answer was no.";
    case "refused-by-lint":
      return "Not applied: lint has found an error in the migration.";
    case "failed":
      return failedText(applied);
  }
}

const failedText = ({ message, rollback }: TuneView["applied"]): string =>
  [
    `The migration failed: ${message ?? ""}.`,
    ...(rollback === null ? [] : [`What was done before that stays; undo it: ${rollback}`]),
  ].join(" ");

/** How the figures came about. */
export function aboutLines(view: TuneView): readonly string[] {
  const { attribution, comparison, routes } = view;
  const { outside } = attribution;
  const writing = routes.filter(({ writes }) => writes).map(({ route }) => route);
  return [
    attribution.profile === "time-windows"
      ? "Statements are tied to routes by time: one request at a time was under way, and the proxy saw each statement."
      : "Statements are tied to routes by the server's counters: one route at a time was asked. Nobody else may have used the database.",
    SHARES[attribution.shares],
    ...(outside.statements === 0
      ? []
      : [`${formatCount(outside.statements)} statements began between requests and belong to no route.`]),
    ...(writing.length === 0 ? [] : [`The load writes data: ${writing.join(", ")}.`]),
    ...(comparison === null ? [] : [MODES[comparison.mode], ...methodLines(comparison)]),
    ...(comparison === null || comparison.failedRequests === 0
      ? []
      : [`${formatCount(comparison.failedRequests)} requests of the load failed; latencies are of the others.`]),
    ...view.notes,
  ];
}

/** What stands behind a verdict, by its name. */
function methodLines({ mode, anyFalseClaimPercent }: NonNullable<TuneView["comparison"]>): readonly string[] {
  if (mode === "before-only") return [];
  const test =
    mode === "interleaved"
      ? "Wilcoxon's signed-rank test over the pairs of rounds"
      : "The Mann-Whitney test over the rounds of both states, widened by what two runs of one server differ by";
  const claim = `any claim in this report is false with a probability of ${formatDecimal(anyFalseClaimPercent, 0)} % at most`;
  return [`${test}, intervals of Hodges and Lehmann, Holm's correction over all that is compared: ${claim}.`];
}

const SHARES: Readonly<Record<TuneView["attribution"]["shares"], string>> = {
  "load-counts": "Weights of the statements: as often as their routes were answered in the load.",
  "profile-counts": "Weights of the statements: as often as their routes were asked in the profile.",
  equal: "Weights of the statements: all routes alike.",
};

const MODES: Readonly<Record<NonNullable<TuneView["comparison"]>["mode"], string>> = {
  interleaved:
    "Before and after: two databases with the same rows, an API on each, loaded in turn, round by round, in an order that was drawn.",
  "one-after-the-other":
    "Before and after: the same API, loaded before and after the migration. What else the machine did meanwhile is only partly in the intervals.",
  "before-only": "Only the state before was loaded.",
};

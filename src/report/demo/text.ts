import type { Analysis } from "../../advice/index.ts";
import { formatCount, formatDecimal, formatDuration, indent, safeText, textTable } from "../../kit/index.ts";
import { analysisText } from "../advice/index.ts";

interface Verdict {
  readonly quantile: string;
  readonly targetMs: number;
  readonly measuredMs: number;
  readonly met: boolean;
}

/** What the tour found, as its report needs it. */
export interface TourFacts {
  readonly specification: string;
  readonly title: string;
  readonly scaffold: { readonly operations: number; readonly files: number };
  readonly database: { readonly engine: string; readonly migrations: readonly string[] } | null;
  readonly requests: readonly ExchangeFacts[];
  readonly decision: { readonly profile: string };
  readonly load: {
    readonly requests: number;
    readonly successful: number;
    readonly requestsPerSecond: number;
    readonly routes: readonly { readonly name: string; readonly requests: number; readonly p95Ms: number }[];
    readonly verdicts: readonly Verdict[];
  };
  readonly analysis: Analysis | null;
  readonly folder: string | null;
  readonly next: readonly string[];
  readonly durationMs: number;
}

interface ExchangeFacts {
  readonly sent: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly answer: string;
  readonly asExpected: boolean;
}

/** The tour's report: what was made, how it answered, how fast, what its database lacks, what to try next. */
export function demoText(tour: TourFacts): string {
  const sections = [made(tour), answered(tour), underLoad(tour), database(tour), ending(tour)];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

function made({ title, scaffold, database: base }: TourFacts): string {
  const data = base === null ? "" : `\nDatabase: ${base.engine}; applied ${base.migrations.join(", ")}`;
  return `=== ${safeText(title)} ===\nAPI: ${scaffold.operations} operations in ${scaffold.files} files, type-checked${data}`;
}

const SHOWN_PATH = 60;
const SHOWN_VALID = 8;

function answered({ requests }: TourFacts): string {
  const valid = requests.filter((one) => one.sent === "valid");
  const broken = requests.filter((one) => one.sent !== "valid");
  const odd = requests.filter((one) => !one.asExpected);
  const shown = [...valid.slice(0, SHOWN_VALID), ...broken, ...odd.filter((one) => valid.indexOf(one) >= SHOWN_VALID)];
  const right = requests.length - odd.length;
  return [
    `REQUESTS (${right} of ${requests.length} answered as the document says):`,
    indent(exchangeTable(shown), 2),
  ].join("\n");
}

function exchangeTable(shown: readonly ExchangeFacts[]): string {
  const rows = shown.map((one) => [
    one.sent,
    `${one.method} ${clip(one.path, SHOWN_PATH)}`,
    String(one.status),
    clip(one.answer, SHOWN_PATH),
  ]);
  return textTable([{ title: "sent" }, { title: "request" }, { title: "" }, { title: "answer" }], rows);
}

function clip(text: string, width: number): string {
  const safe = safeText(text).replaceAll(/\s+/g, " ");
  return safe.length <= width ? safe : `${safe.slice(0, width - 1)}…`;
}

function underLoad({ load, decision }: TourFacts): string {
  const slowest = load.routes.toSorted((a, b) => b.p95Ms - a.p95Ms).slice(0, 5);
  const rows = slowest.map((route) => [
    clip(route.name, SHOWN_PATH),
    formatCount(route.requests),
    formatDecimal(route.p95Ms, 1),
  ]);
  return [
    `LOAD (${formatCount(load.requests)} requests, ${formatDecimal(load.requestsPerSecond, 0)} a second, ${formatCount(load.successful)} successful):`,
    ...load.verdicts.map((verdict) => `  ${verdictLine(verdict)}`),
    `  targets from the decision for ${decision.profile}`,
    "",
    "SLOWEST ROUTES:",
    indent(
      textTable([{ title: "route" }, { title: "requests", align: "right" }, { title: "p95 ms", align: "right" }], rows),
      2,
    ),
  ].join("\n");
}

const verdictLine = ({ quantile, targetMs, measuredMs, met }: Verdict): string =>
  `${quantile}: ${formatDecimal(measuredMs, 1)} ms of ${targetMs} ms, ${met ? "met" : "missed"}`;

const database = ({ analysis }: TourFacts): string => (analysis === null ? "" : analysisText(analysis).trimEnd());

function ending({ folder, next, durationMs }: TourFacts): string {
  return [
    `Done in ${formatDuration(durationMs)}.${folder === null ? " Everything was removed again." : ` The project stays in ${safeText(folder)}.`}`,
    "Next:",
    ...next.map((line) => `  ${safeText(line)}`),
  ].join("\n");
}

import { formatCount, formatDecimal, indent, safeLine, wrapText, type Look } from "../../kit/index.ts";
import { proofLine, riskLine } from "../watch/index.ts";
import { costText, priceText, reasonText, shortText } from "../indexes/index.ts";
import type { TuneRoute, TuneView } from "./view.ts";
import { aboutLines, appliedText, measureLine, rateLine, routeLine, timeText } from "./words.ts";

const SHOWN_STATEMENTS = 3;

/** The whole report; every section is printed, also when it is empty. */
export function tuneText(view: TuneView, look: Look): string {
  const parts = [
    headLines(view).join("\n"),
    section("ROUTES", view.routes.flatMap(routeLines)),
    section(
      `N+1 QUERIES (${view.nPlusOne.length} proven)`,
      view.nPlusOne.flatMap((risk) => riskLines(risk, look)),
    ),
    ...(view.suspected.length === 0 ? [] : [section("N+1 SUSPECTED, NOT PROVEN", view.suspected.map(suspectedLine))]),
    section(`INDEXES (${view.suggestions.length} proven)`, view.suggestions.flatMap(indexLines)),
    section("WHY NOT", whyNotLines(view)),
    ...(view.unplanned.length === 0
      ? []
      : [section(`NOT PLANNED (${view.unplanned.length} statements)`, view.unplanned.map(unplannedLine))]),
    section("MIGRATION", migrationLines(view)),
    section("BEFORE AND AFTER", comparisonLines(view)),
    section("ABOUT THESE FIGURES", aboutLines(view).map(safeLine)),
  ];
  return `${parts.join("\n\n")}\n`;
}

function headLines({ database, api, elapsedMs, interrupted }: TuneView): readonly string[] {
  return [
    "=== Tune Report ===",
    safeLine(`Database: ${database.name}, PostgreSQL ${database.serverVersion}`),
    safeLine(`API: ${api.command ?? api.url}`),
    `Took: ${formatDecimal(elapsedMs / 1_000, 0)} s${interrupted ? ", interrupted" : ""}`,
  ];
}

const section = (title: string, lines: readonly string[]): string =>
  [`${title}:`, ...(lines.length === 0 ? ["none"] : lines).map((line) => indent(line, 2))].join("\n");

function routeLines(route: TuneRoute): readonly string[] {
  const dearest = route.statements.slice(0, SHOWN_STATEMENTS).map(({ statement, perRequest, msPerRequest }) => {
    const times = `${timeText(msPerRequest)} ms in ${formatDecimal(perRequest, 1)}`;
    return indent(safeLine(`${times}: ${shortText(statement)}`), 2);
  });
  return [safeLine(routeLine(route)), ...dearest];
}

function riskLines(risk: TuneView["nPlusOne"][number], { columns, paint }: Look): readonly string[] {
  const parts = [
    `on: ${risk.routes.join(", ")}`,
    `rows: ${risk.parent.sql}`,
    `then: ${risk.child.sql}`,
    `batched: ${risk.batchedSql}`,
    proofLine(risk),
    ...(risk.values.length === 0 ? [] : [`keys: ${risk.values.join(", ")}, …`]),
  ];
  const width = Math.max(40, columns - 8);
  const wrapped = parts.flatMap((part) =>
    wrapText(safeLine(part), width).map((line, at) => indent(line, at === 0 ? 2 : 6)),
  );
  return [paint.yellow(safeLine(riskLine(risk))), ...wrapped];
}

const suspectedLine = ({ route, parent, child, foreignKey, perRequest }: TuneView["suspected"][number]): string =>
  safeLine(
    `${route}: ${formatDecimal(perRequest, 1)} x ${shortText(child)} after ${shortText(parent)} (${foreignKey})`,
  );

function indexLines(one: TuneView["suggestions"][number], place: number): readonly string[] {
  return [
    ...one.up.map((sql, line) => safeLine(`${line === 0 ? `${place + 1}. ` : "   "}${sql}`)),
    safeLine(`   ${one.kind} index, ${priceText(one)}`),
    ...one.queries.flatMap((query) => [
      safeLine(`   cost ${costText(query.costBefore)} -> ${costText(query.costAfter)}: ${shortText(query.text)}`),
      safeLine(`     on:     ${query.origin}`),
      safeLine(`     before: ${query.scansBefore.join("; ")}`),
      safeLine(`     after:  ${query.scansAfter.join("; ")}`),
    ]),
  ];
}

const MOST_REASONS = 8;

function whyNotLines({ whyNot }: TuneView): readonly string[] {
  const shown = whyNot.slice(0, MOST_REASONS).map((one) => safeLine(`${shortText(one.what)} - ${reasonText(one)}`));
  const more = whyNot.length - MOST_REASONS;
  return more > 0 ? [...shown, `and ${formatCount(more)} more (--json lists all)`] : shown;
}

const unplannedLine = ({ text, origin, reason }: TuneView["unplanned"][number]): string =>
  safeLine(`${shortText(text)} - ${reason} (${origin})`);

function migrationLines(view: TuneView): readonly string[] {
  const { migration } = view;
  const files = migration?.files.map((path, place) => `${place === 0 ? "migration" : "rollback"}: ${path}`) ?? [];
  const lint = migration?.lint ?? null;
  const counts = lint?.counts;
  const judged =
    counts === undefined
      ? []
      : [
          `lint: ${formatCount(counts.error)} errors, ${formatCount(counts.warning)} warnings, ${formatCount(counts.info)} notes`,
        ];
  const findings = lint?.findings.map(({ severity, code, message }) => `${severity} ${code}: ${message}`) ?? [];
  return [...files, ...judged, ...findings, appliedText(view)].map(safeLine);
}

function comparisonLines({ comparison }: TuneView): readonly string[] {
  if (comparison === null) return ["nothing was loaded"];
  const { users, rounds, roundMs } = comparison;
  const head = `${formatCount(users)} users, ${formatCount(rounds)} rounds of ${formatCount(roundMs)} ms for each state`;
  const rate = rateLine(comparison.rate);
  if (comparison.mode === "before-only")
    return [
      head,
      rate,
      ...comparison.routes.map(({ route, measures }) =>
        safeLine(`${route}: ${measures.map(({ name, beforeMs }) => `${name} ${timeText(beforeMs)} ms`).join(", ")}`),
      ),
    ];
  return [
    head,
    rate,
    ...comparison.routes.flatMap(({ route, measures }) => [
      safeLine(route),
      ...measures.map((one) => indent(measureLine(one), 2)),
    ]),
  ];
}

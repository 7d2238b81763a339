import type { LoadReport } from "../../../load/result/index.ts";
import { durationText } from "../text.ts";
import { distributionCards } from "./distribution.ts";
import { htmlDocument } from "./document.ts";
import { all, element, type Markup } from "./elements.ts";
import { timeCards } from "./over-time.ts";
import { checkCard, errorCard, phaseCard, rateLimitCard, routeCard, scheduleCard, transferCard } from "./parts.ts";
import { commandCard, healthCard, settingCard } from "./setting.ts";
import { figureCard, findingCard, verdictCard } from "./verdict.ts";

/** The report as one self-contained HTML file; `more` are further cards, such as a comparison. */
export function loadHtml(report: LoadReport, ...more: readonly Markup[]): string {
  return htmlDocument({
    title: `Load test of ${report.target.url}`,
    facts: factsText(report),
    body: element("div", all(...cardsOf(report, more)), "cards"),
    data: report,
  });
}

const cardsOf = (report: LoadReport, more: readonly Markup[]): readonly Markup[] => [
  verdictCard(report),
  figureCard(report),
  ...distributionCards(report),
  ...timeCards(report),
  ...more,
  routeCard(report),
  phaseCard(report),
  scheduleCard(report),
  errorCard(report),
  healthCard(report),
  rateLimitCard(report),
  transferCard(report),
  settingCard(report),
  checkCard(report),
  findingCard(report),
  commandCard(report),
];

function factsText(report: LoadReport): string {
  const { startedAt, settings } = report;
  const when = startedAt.replace("T", " ").replace(/\.\d+Z$|Z$/, " UTC");
  return `${when} · ${durationText(report)} · concurrency ${settings.concurrency} · ${report.target.transport}`;
}

import { formatCount, formatDecimal } from "../../../kit/index.ts";
import type { LoadReport, Threshold } from "../../../load/result/index.ts";
import { findingPages, loadAdvice, loadSentence, reasonSentence } from "../../findings/index.ts";
import { intervalText } from "../latency.ts";
import { formatMs } from "../numbers.ts";
import { verdictText } from "../steady.ts";
import { thresholdSentence } from "../thresholds.ts";
import { all, card, details, element, numbers, prose, type Markup } from "./elements.ts";

/** What the run says, before any chart: kept or broken, valid or not, and what to do. */
export function verdictCard(report: LoadReport): Markup {
  const { state, title } = stateOf(report);
  const [first] = report.findings;
  const advice = first === undefined ? undefined : loadAdvice(first);
  const content = all(
    element("h2", title),
    first === undefined ? "" : element("p", loadSentence(first)),
    advice === undefined ? "" : element("p", `Consider: ${advice}.`),
    promiseList(report.thresholds),
    reasonList(report),
  );
  return element("section", content, `card wide verdict ${state}`);
}

function stateOf({ thresholds, validity, requests }: LoadReport) {
  const asked = thresholds.filter((one) => one.asked);
  const broken = asked.filter(({ met }) => !met).length;
  if (validity?.valid === false) return { state: "invalid", title: "INVALID: the generator was starved" };
  if (broken > 0)
    return { state: "broken", title: `${formatCount(broken)} of ${formatCount(asked.length)} promises broken` };
  if (asked.length > 0)
    return { state: "kept", title: asked.length === 1 ? "The promise was kept" : "All promises were kept" };
  if (requests.successful === 0) return { state: "broken", title: "No request succeeded" };
  const isOver = thresholds.some(({ met }) => !met);
  return isOver
    ? { state: "open", title: "Measured; nothing was promised, and the default target is missed" }
    : { state: "kept", title: "Measured; the default target is met" };
}

function promiseList(thresholds: readonly Threshold[]): Markup {
  const items = thresholds.map((threshold) => {
    const word = threshold.met ? element("span", "kept", "kept-word") : element("span", "broken", "broken-word");
    return element("li", all(word, `${thresholdSentence(threshold)}${threshold.asked ? "" : " (default target)"}`));
  });
  return items.length === 0 ? { html: "" } : element("ul", all(...items));
}

function reasonList({ validity }: LoadReport): Markup {
  if (validity === null || validity.reasons.length === 0) return { html: "" };
  return element("ul", all(...validity.reasons.map((reason) => element("li", reasonSentence(reason)))));
}

/** The figures that everybody asks for. */
export function figureCard(report: LoadReport): Markup {
  const { requests, latency, intervals } = report;
  const shown = latency.successful ?? latency.failed;
  const of = latency.successful === null ? "of failed requests" : undefined;
  const note = (name: "p50" | "p95" | "p99"): string | undefined =>
    of ?? (intervals === null ? undefined : `95%: ${intervalText(intervals[name])}`);
  return element(
    "section",
    numbers([
      ["Requests/s", formatDecimal(requests.perSecond, requests.perSecond < 100 ? 1 : 0)],
      ["Requests", formatCount(requests.total)],
      ["Failed", formatCount(requests.failed), `${requests.failedPercent.toFixed(1)}%`],
      ...(shown === null
        ? []
        : ([
            ["P50 ms", formatMs(shown.p50Ms), note("p50")],
            ["P95 ms", formatMs(shown.p95Ms), note("p95")],
            ["P99 ms", formatMs(shown.p99Ms), note("p99")],
            ["P99.9 ms", formatMs(shown.p999Ms)],
            ["Max ms", formatMs(shown.maxMs)],
          ] as const)),
    ]),
    "card wide",
  );
}

/** Everything that follows from the figures, with why it matters and what helps. */
export function findingCard({ findings, steadyState }: LoadReport): Markup {
  const items = findings.map((found) => {
    const page = findingPages.find(({ code }) => code === found.code);
    const more = page === undefined ? all("") : all(element("p", prose(page.why)), element("p", prose(page.mend)));
    const line = all(element("span", found.severity, `badge ${found.severity}`), loadSentence(found));
    return element("li", all(line, details("Why, and what to do", more)));
  });
  const steady = steadyState === null ? "" : element("p", `${verdictText(steadyState)}.`, "hint");
  return card({ title: "What follows", wide: true }, steady, element("ul", all(...items), "findings"));
}

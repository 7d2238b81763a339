import { formatDecimal, formatDuration } from "../../../kit/index.ts";
import type { CapacityReport } from "../../../load/capacity/result/index.ts";
import { capacityMend, capacitySentence } from "../../findings/index.ts";
import { formatMs } from "../numbers.ts";
import { chart } from "./chart.ts";
import { htmlDocument } from "./document.ts";
import { all, card, details, element, numbers, prose, table, type Column, type Markup } from "./elements.ts";
import { factTable } from "./parts.ts";

/** A capacity search as one self-contained HTML file. */
export function capacityHtml(report: CapacityReport): string {
  const cards = [
    answerCard(report),
    numberCard(report),
    curveCard(report),
    trialCard(report),
    noteCard(report),
    factCard(report),
    dataCard(report),
  ];
  return htmlDocument({
    title: `Capacity of ${report.target.url}`,
    facts: `${report.settings.objectives.map(({ objective }) => objective).join(", ")} · ${report.settings.arrivals} arrivals · ${formatDuration(report.elapsedMs)}`,
    body: element("div", all(...cards), "cards"),
    data: report,
  });
}

function answerCard({ findings, capacity, headroom }: CapacityReport): Markup {
  const [first] = findings;
  const state =
    headroom === null
      ? { knee: "kept", "at-least": "open", none: "broken", unknown: "open" }[capacity.kind]
      : { carried: "kept", "not-carried": "broken", unclear: "open" }[headroom.verdict];
  const cause = findings.find(({ code }) => code.startsWith("capacity-bottleneck"));
  const content = all(
    element("h2", first === undefined ? "Nothing was measured" : capacitySentence(first)),
    cause === undefined ? "" : element("p", `Likely bottleneck: ${capacitySentence(cause)}`),
    first === undefined ? "" : element("p", prose(capacityMend(cause ?? first))),
  );
  return element("section", content, `card wide verdict ${state}`);
}

function numberCard({ capacity, confirmation, headroom }: CapacityReport): Markup {
  const interval = `${rateText(capacity.lowPerSecond)} to ${rateText(capacity.highPerSecond)}`;
  return element(
    "section",
    numbers([
      ["Capacity", rateText(capacity.perSecond), interval],
      ...(confirmation === null
        ? []
        : ([
            [
              "Held",
              rateText(confirmation.perSecond),
              `${formatDuration(confirmation.durationMs)}, ${confirmation.verdict}`,
            ],
          ] as const)),
      ...(headroom === null
        ? []
        : ([
            ["Headroom", `${formatDecimal(headroom.ratio, 2)}×`, `of ${rateText(headroom.targetPerSecond)}`],
          ] as const)),
    ]),
    "card wide",
  );
}

const rateText = (perSecond: number | null): string =>
  perSecond === null ? "unknown" : `${formatDecimal(perSecond, perSecond < 100 ? 1 : 0)}/s`;

function curveCard({ curve, capacity }: CapacityReport): Markup {
  if (curve === null) return { html: "" };
  const { points } = curve;
  const rows = points.map(({ users, perSecond, meanMs, p99Ms, littleUsers }) => [
    String(users),
    rateText(perSecond),
    formatMs(meanMs),
    formatMs(p99Ms),
    formatDecimal(littleUsers, 1),
  ]);
  const columns = ["users", "throughput", "mean ms", "P99 ms", "users by Little's law"];
  const marks =
    capacity.perSecond === null
      ? []
      : [{ value: capacity.perSecond, label: `capacity ${rateText(capacity.perSecond)}` }];
  return card(
    {
      title: "Throughput against users",
      hint: "A closed load with more and more users. The law bends where users wait for each other, and falls where they have to agree.",
      wide: true,
    },
    chart({ kind: "law", unit: "/s", marks }, "Throughput against users", table(numeric(columns), rows)),
  );
}

function trialCard({ trials }: CapacityReport): Markup {
  const rows = trials.map(({ perSecond, durationMs, purpose, p50Ms, p99Ms, lost, failed, verdict }) => [
    rateText(perSecond),
    formatDuration(durationMs),
    p50Ms === null ? "–" : formatMs(p50Ms),
    p99Ms === null ? "–" : formatMs(p99Ms),
    String(failed),
    String(lost),
    purpose,
    element("span", verdict, verdict === "passed" ? "kept-word" : verdict === "failed" ? "broken-word" : ""),
  ]);
  return card(
    { title: "Trials", hint: "In the order in which they were made.", wide: true },
    table(
      [...numeric(["rate", "time", "P50 ms", "P99 ms", "failed", "lost"]), { title: "why" }, { title: "verdict" }],
      rows,
    ),
  );
}

const numeric = (titles: readonly string[]): readonly Column[] => titles.map((title) => ({ title, kind: "n" }));

function noteCard({ findings }: CapacityReport): Markup {
  const items = findings.map((found) =>
    element(
      "li",
      all(
        element("span", found.severity, `badge ${found.severity}`),
        capacitySentence(found),
        details("What to do", element("p", prose(capacityMend(found)))),
      ),
    ),
  );
  return items.length === 0
    ? { html: "" }
    : card({ title: "What follows", wide: true }, element("ul", all(...items), "findings"));
}

const factCard = ({ target, settings, environment }: CapacityReport): Markup =>
  card(
    { title: "Settings and environment", wide: true },
    factTable([
      ["request", settings.request],
      ["address", target.address],
      ["transport", target.transport],
      ["connections at most", String(settings.connections)],
      ["tolerance", `${settings.tolerancePercent}%`],
      ["time for everything", formatDuration(settings.budgetMs)],
      ...Object.entries(environment ?? {}).map(([name, value]) => [name, String(value)] as const),
    ]),
  );

const dataCard = ({ command }: CapacityReport): Markup =>
  card({ title: "Command and data", wide: true }, command === null ? "" : element("pre", command), {
    html: '<button type="button" data-save>Save the data</button>',
  });

import { formatDecimal, formatDuration } from "../../../kit/index.ts";
import type { LoadReport, Timeline } from "../../../load/result/index.ts";
import { formatMs } from "../numbers.ts";
import { chart, type ChartSpec } from "./chart.ts";
import { card, table, type Column, type Markup } from "./elements.ts";

type Series = NonNullable<ChartSpec["series"]>;

/** The run over time; nothing where it was not recorded. */
export function timeCards(report: LoadReport): readonly Markup[] {
  const { timeline, settings } = report;
  if (timeline === null) return [];
  const isOpen = settings.model.kind === "open";
  return [
    heatCard(timeline),
    rateCard(timeline, isOpen),
    classCard(timeline),
    flightCard(timeline, isOpen),
    latencyCard(timeline),
    lagCard(timeline),
  ];
}

const heatCard = (timeline: Timeline): Markup =>
  card(
    {
      title: "Latency over time",
      hint: "Darker (in the dark: brighter) is more requests. Stripes are pauses, a second band is a second way through the server.",
      wide: true,
    },
    chart(
      { kind: "heat", unit: " ms" },
      "Latency over time as a heat map",
      columnsTable(timeline, [
        ["P50 ms", timeline.p50Ms, formatMs],
        ["P90 ms", timeline.p90Ms, formatMs],
        ["P99 ms", timeline.p99Ms, formatMs],
      ]),
    ),
  );

function rateCard(timeline: Timeline, isOpen: boolean): Markup {
  const offered: Series = [{ label: "offered", path: "timeline.duePerSecond", color: "grey", dash: true }];
  const series: Series = [
    ...(isOpen ? offered : []),
    { label: "sent", path: "timeline.sentPerSecond", color: "purple" },
    { label: "successful", path: "timeline.successfulPerSecond", color: "blue", fill: true },
    { label: "failed", path: "timeline.failedPerSecond", color: "red", fill: true },
  ];
  return card(
    { title: isOpen ? "Offered and achieved rate" : "Rate", hint: "Requests a second." },
    chart(
      { kind: "time", unit: "/s", series },
      "Requests a second over time",
      columnsTable(timeline, [
        ...(isOpen ? ([["offered/s", timeline.duePerSecond, oneDigit]] as const) : []),
        ["sent/s", timeline.sentPerSecond, oneDigit],
        ["successful/s", timeline.successfulPerSecond, oneDigit],
        ["failed/s", timeline.failedPerSecond, oneDigit],
      ]),
    ),
  );
}

const CLASSES: readonly (readonly [
  label: string,
  key: keyof Timeline & `${string}PerSecond`,
  color: Series[number]["color"],
])[] = [
  ["2xx", "status2xxPerSecond", "green"],
  ["1xx", "status1xxPerSecond", "purple"],
  ["3xx", "status3xxPerSecond", "blue"],
  ["4xx", "status4xxPerSecond", "orange"],
  ["5xx", "status5xxPerSecond", "red"],
  ["no answer", "noAnswerPerSecond", "grey"],
];

function classCard(timeline: Timeline): Markup {
  const seen = CLASSES.filter(([, key]) => timeline[key].some((value) => value > 0));
  if (seen.length === 0) return { html: "" };
  const series = seen.map(([label, key, color]) => ({ label, path: `timeline.${key}`, color }));
  return card(
    { title: "Answers by class", hint: "A second, stacked." },
    chart(
      { kind: "time", unit: "/s", series, stacked: true },
      "Answers by status class over time",
      columnsTable(
        timeline,
        seen.map(([label, key]) => [`${label}/s`, timeline[key], oneDigit] as const),
      ),
    ),
  );
}

const flightCard = (timeline: Timeline, isOpen: boolean): Markup =>
  card(
    { title: "In flight", hint: "Requests that wait for their answer, at most." },
    chart(
      {
        kind: "time",
        unit: "",
        series: [
          { label: isOpen ? "busy connections" : "users", path: "timeline.users", color: "grey", dash: true },
          { label: "in flight", path: "timeline.inFlight", color: "blue", fill: true },
        ],
      },
      "Requests in flight over time",
      columnsTable(timeline, [
        ["in flight", timeline.inFlight, oneDigit],
        [isOpen ? "busy connections" : "users", timeline.users, oneDigit],
      ]),
    ),
  );

const latencyCard = (timeline: Timeline): Markup =>
  card(
    { title: "Percentiles over time", hint: "Of the requests that ended then." },
    chart(
      {
        kind: "time",
        unit: " ms",
        series: [
          { label: "P99", path: "timeline.p99Ms", color: "red" },
          { label: "P90", path: "timeline.p90Ms", color: "orange" },
          { label: "P50", path: "timeline.p50Ms", color: "blue" },
        ],
      },
      "P50, P90 and P99 over time",
      columnsTable(timeline, [
        ["P50 ms", timeline.p50Ms, formatMs],
        ["P99 ms", timeline.p99Ms, formatMs],
      ]),
    ),
  );

/** Only of an open workload: a closed one has no schedule to be late for. */
function lagCard({ lagMeanMs, lagMaxMs, ...timeline }: Timeline): Markup {
  if (lagMeanMs === undefined || lagMaxMs === undefined) return { html: "" };
  return card(
    {
      title: "Schedule lag over time",
      hint: "How late the generator sent what was due then. It is not in the latencies.",
    },
    chart(
      {
        kind: "time",
        unit: " ms",
        series: [
          { label: "latest", path: "timeline.lagMaxMs", color: "orange" },
          { label: "mean", path: "timeline.lagMeanMs", color: "blue" },
        ],
      },
      "Schedule lag over time",
      columnsTable(timeline, [
        ["mean ms", lagMeanMs, formatMs],
        ["latest ms", lagMaxMs, formatMs],
      ]),
    ),
  );
}

const oneDigit = (value: number): string => formatDecimal(value, 1);

type TimeColumn = readonly [title: string, values: readonly (number | null)[], format: (value: number) => string];

function columnsTable({ widthMs, inFlight }: Timeline, columns: readonly TimeColumn[]): Markup {
  const head: readonly Column[] = [
    { title: "from", kind: "n" },
    ...columns.map(([title]) => ({ title, kind: "n" as const })),
  ];
  return table(
    head,
    inFlight.map((_, index) => [
      formatDuration(index * widthMs),
      ...columns.map(([, values, format]) => cellText(values[index], format)),
    ]),
  );
}

const cellText = (value: number | null | undefined, format: (value: number) => string): string =>
  value === null || value === undefined ? "–" : format(value);

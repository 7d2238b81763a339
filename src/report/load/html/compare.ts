import { formatCount, formatDecimal, formatDuration } from "../../../kit/index.ts";
import type { CompareReport, ComparedMeasure, ComparedSide } from "../../../load/compare/result/index.ts";
import type { LoadFinding } from "../../../load/result/index.ts";
import { findingPages } from "../../findings/index.ts";
import { gateSentence, verdictSentence } from "../compare/index.ts";
import { formatMs } from "../numbers.ts";
import { chart } from "./chart.ts";
import { htmlDocument } from "./document.ts";
import { all, card, element, table, type Markup } from "./elements.ts";
import { factTable } from "./parts.ts";

/** A comparison as one self-contained HTML file. */
export function compareHtml(report: CompareReport): string {
  const cards = [
    answerCard(report),
    measureCard(report),
    blockCard(report),
    sideCard("A", report.first),
    sideCard("B", report.second),
    changeCard(report),
    card({ title: "Data", wide: true }, { html: '<button type="button" data-save>Save the data</button>' }),
  ];
  return htmlDocument({
    title: `${report.first.name} and ${report.second.name}`,
    facts: `${report.mode === "interleaved" ? "interleaved, block by block" : "two runs at different times"} · ${formatDuration(report.elapsedMs)}`,
    body: element("div", all(...cards), "cards"),
    data: report,
  });
}

function answerCard(report: CompareReport): Markup {
  const { verdict, gate, findings } = report;
  const notes = [...(gate === null ? [] : [gateSentence(gate)]), ...findings.map(sentenceOf)];
  const list = notes.length === 0 ? "" : element("ul", all(...notes.map((note) => element("li", note))));
  const byGate = gate === null ? undefined : { passed: "kept", failed: "broken", unproven: "open" }[gate.outcome];
  const byVerdict = verdict.kind === "same" ? "kept" : verdict.kind === "different" ? "" : "open";
  return element(
    "section",
    all(element("h2", verdictSentence(report)), list),
    `card wide verdict ${byGate ?? byVerdict}`,
  );
}

const sentenceOf = (found: LoadFinding): string =>
  findingPages.find(({ code }) => code === found.code)?.sentence(found) ?? found.code;

function measureCard({ measures }: CompareReport): Markup {
  const rows = measures.map((measure) => [
    measure.name,
    valueText(measure.first),
    valueText(measure.second),
    percentText(measure.changePercent),
    `${percentText(measure.lowPercent)} to ${percentText(measure.highPercent)}`,
    measure.kind,
  ]);
  return card(
    {
      title: "B against A",
      hint: "A change whose interval misses zero is shown to be one; one whose interval lies in the grey band does not matter.",
      wide: true,
    },
    chart(
      { kind: "forest", unit: "%" },
      "Changes with their intervals",
      table(
        [
          { title: "measure" },
          { title: "A", kind: "n" },
          { title: "B", kind: "n" },
          { title: "change", kind: "n" },
          { title: "interval", kind: "n" },
          { title: "so" },
        ],
        rows,
      ),
    ),
  );
}

const valueText = (value: ComparedMeasure["first"]): string => (value === null ? "–" : formatMs(value));

const percentText = (percent: number | null): string =>
  percent === null ? "unknown" : `${percent > 0 ? "+" : ""}${formatDecimal(percent, 1)}%`;

function blockCard({ blocks }: CompareReport): Markup {
  if (blocks === null || blocks.atMs.length === 0) return { html: "" };
  const cell = (value: number | null | undefined): string =>
    value === null || value === undefined ? "–" : formatMs(value);
  const rows = blocks.atMs.map((at, index) => [
    formatDuration(at ?? 0),
    cell(blocks.firstP50Ms[index]),
    cell(blocks.secondP50Ms[index]),
  ]);
  return card(
    { title: "Median by pair of blocks", wide: true },
    chart(
      {
        kind: "xy",
        unit: " ms",
        xPath: "blocks.atMs",
        xLabel: "milliseconds from the start",
        series: [
          { label: "A", path: "blocks.firstP50Ms", color: "blue" },
          { label: "B", path: "blocks.secondP50Ms", color: "orange" },
        ],
      },
      "Median latency of both endpoints by pair of blocks",
      table(
        [
          { title: "at", kind: "n" },
          { title: "A ms", kind: "n" },
          { title: "B ms", kind: "n" },
        ],
        rows,
      ),
    ),
  );
}

const sideCard = (title: string, side: ComparedSide): Markup =>
  card(
    { title: `${title}: ${side.name}` },
    factTable([
      ["loaded", side.url],
      ["address", `${side.address}, ${side.transport}`],
      ["requests", formatCount(side.requests.total)],
      ["failed", `${formatCount(side.requests.failed)} (${side.requests.failedPercent.toFixed(1)}%)`],
      ["P50 ms", valueText(side.p50Ms)],
      ["P90 ms", valueText(side.p90Ms)],
      ["P99 ms", valueText(side.p99Ms)],
      ["generator", side.valid === null ? "not judged" : side.valid ? "valid" : "INVALID"],
    ]),
  );

const changeCard = ({ environment, settings }: CompareReport): Markup =>
  card(
    { title: "What differs between the runs", wide: true },
    table(
      [{ title: "what" }, { title: "before", kind: "name" }, { title: "now", kind: "name" }],
      [...settings, ...environment].map(({ what, before, now }) => [what, before, now]),
    ),
  );

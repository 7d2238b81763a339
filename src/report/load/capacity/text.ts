import { formatDecimal, formatDuration, safeText, textTable, wrapText, type Look } from "../../../kit/index.ts";
import type { CapacityReport } from "../../../load/capacity/result/index.ts";
import { capacityMend, capacitySentence } from "../../findings/index.ts";
import { formatMs } from "../numbers.ts";
import { lawWords } from "./law.ts";
import { brokenWords, capacityWords, formatRate, purposeWords, verdictWords } from "./words.ts";

const WIDTH = 96;

/** The result of a capacity search as text. */
export function capacityText(report: CapacityReport, look: Look): string {
  const sections: readonly (readonly string[])[] = [
    titleLines(report, look),
    answerLines(report, look),
    recommendationLines(report, look),
    curveLines(report),
    trialLines(report),
    noteLines(report),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

function titleLines({ target, settings, elapsedMs, interrupted }: CapacityReport, { paint }: Look): readonly string[] {
  return [
    paint.bold("=== Capacity ==="),
    `Target: ${safeText(target.url)} (${safeText(settings.request)})`,
    `Objectives: ${settings.objectives.map(({ objective }) => objective).join(", ")}`,
    `Time: ${formatDuration(elapsedMs)}${interrupted ? " (interrupted)" : ""} | Arrivals: ${settings.arrivals}`,
  ];
}

function answerLines({ capacity, confirmation, headroom }: CapacityReport, { paint }: Look): readonly string[] {
  return [
    `${paint.bold("CAPACITY:")} ${capacityWords(capacity)}`,
    ...(confirmation === null
      ? []
      : [
          `  Held: ${formatRate(confirmation.perSecond)} for ${formatDuration(confirmation.durationMs)}, ${confirmation.verdict}: ${brokenWords(confirmation)} broke the objective`,
        ]),
    ...(headroom === null
      ? []
      : [
          `  Target: ${formatRate(headroom.targetPerSecond)}, ${headroom.verdict.replace("-", " ")} (${formatDecimal(headroom.ratio, 2)} times)`,
        ]),
  ];
}

/** The answer in a sentence, and where it comes from. */
function recommendationLines({ findings }: CapacityReport, { paint }: Look): readonly string[] {
  const [first] = findings;
  if (first === undefined) return [];
  const cause = findings.find(({ code }) => code.startsWith("capacity-bottleneck"));
  const shown = cause ?? first;
  return [
    `${paint.bold("RECOMMENDATION:")} ${safeText(capacitySentence(first))}`,
    ...(cause === undefined ? [] : wrapText(`Likely bottleneck: ${safeText(capacitySentence(cause))}`, WIDTH)),
    ...wrapText(`Consider: ${plain(capacityMend(shown))}`, WIDTH),
  ];
}

function curveLines({ curve }: CapacityReport): readonly string[] {
  if (curve === null) return [];
  const rows = curve.points.map(({ users, perSecond, meanMs, p99Ms, littleHolds }) => [
    String(users),
    formatRate(perSecond),
    formatMs(meanMs),
    formatMs(p99Ms),
    littleHolds ? "" : "does not fit Little's law",
  ]);
  const columns = ["users", "throughput", "mean ms", "P99 ms"].map((title) => ({ title, align: "right" as const }));
  return [
    "THROUGHPUT AGAINST USERS:",
    ...indented(textTable([...columns, { title: "" }], rows)),
    ...lawWords(curve.law).map((line) => `  ${line}`),
  ];
}

function trialLines({ trials }: CapacityReport): readonly string[] {
  if (trials.length === 0) return [];
  const rows = trials.map((trial) => [
    formatRate(trial.perSecond),
    formatDuration(trial.durationMs),
    purposeWords(trial.purpose),
    trial.p50Ms === null ? "-" : formatMs(trial.p50Ms),
    trial.p99Ms === null ? "-" : formatMs(trial.p99Ms),
    brokenWords(trial),
    verdictWords(trial),
  ]);
  const right = { align: "right" as const };
  const columns = [
    { title: "rate", ...right },
    { title: "time", ...right },
    { title: "why" },
    { title: "P50 ms", ...right },
    { title: "P99 ms", ...right },
    { title: "broke the objective" },
    { title: "verdict" },
  ];
  return ["TRIALS:", ...indented(textTable(columns, rows))];
}

function noteLines({ findings }: CapacityReport): readonly string[] {
  const shown = findings
    .slice(1)
    .flatMap((finding) =>
      wrapText(safeText(capacitySentence(finding)), WIDTH).map((line, index) => `  ${index === 0 ? "-" : " "} ${line}`),
    );
  return shown.length === 0 ? [] : ["NOTES:", ...shown];
}

const indented = (table: string): readonly string[] => table.split("\n").map((line) => `  ${line}`);

/** Pages are Markdown; a terminal shows no backticks. */
const plain = (text: string): string => text.replaceAll("`", "");

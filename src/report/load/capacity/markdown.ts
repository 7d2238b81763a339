import { formatDecimal, formatDuration, safeLine } from "../../../kit/index.ts";
import type { CapacityReport } from "../../../load/capacity/result/index.ts";
import { capacityMend, capacitySentence, failureName } from "../../findings/index.ts";
import { formatMs } from "../numbers.ts";
import { lawWords } from "./law.ts";
import { brokenWords, capacityWords, formatRate, purposeWords, verdictWords } from "./words.ts";

/** The capacity document: what a service carries, why, and how that is known. */
export function capacityMarkdown(report: CapacityReport): string {
  const sections: readonly (readonly string[])[] = [
    headLines(report),
    answerLines(report),
    bottleneckLines(report),
    curveLines(report),
    trialLines(report),
    changeLines(report),
    methodLines(report),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function headLines({ target, settings, startedAt }: CapacityReport): readonly string[] {
  const objectives = settings.objectives.map(({ objective }) => `\`${objective}\``).join(", ");
  return [
    "# Capacity",
    "",
    `${cell(settings.request)} at ${cell(target.url)}, objectives ${objectives}, measured ${startedAt}.`,
  ];
}

function answerLines({ capacity, confirmation, headroom, findings }: CapacityReport): readonly string[] {
  const [first] = findings;
  return [
    ...(first === undefined ? [] : [`**${cell(capacitySentence(first))}**`, ""]),
    ...head("figure", "value"),
    row("Knee", capacityWords(capacity)),
    ...(confirmation === null
      ? []
      : [
          row(
            `Held for ${formatDuration(confirmation.durationMs)}`,
            `${formatRate(confirmation.perSecond)}: ${confirmation.verdict}, ${brokenWords(confirmation)} broke the objective`,
          ),
        ]),
    ...(headroom === null
      ? []
      : [
          row("Target", `${formatRate(headroom.targetPerSecond)}: ${headroom.verdict.replace("-", " ")}`),
          row(
            "Headroom",
            `${formatDecimal(headroom.ratio, 2)} times the target (${formatDecimal(headroom.lowRatio, 2)} at the lower end)`,
          ),
        ]),
  ];
}

function bottleneckLines({ findings, trials }: CapacityReport): readonly string[] {
  const causes = findings.filter(({ code }) => code.startsWith("capacity-bottleneck"));
  const errors = trials
    .flatMap(({ perSecond, errors }) => errors.map((error) => ({ perSecond, ...error })))
    .filter(({ count }) => count > 0);
  if (causes.length === 0 && errors.length === 0) return [];
  return [
    "## Likely bottleneck",
    "",
    ...causes.flatMap((cause) => [`- ${cell(capacitySentence(cause))}`, `  ${capacityMend(cause)}`]),
    ...(errors.length === 0
      ? []
      : [
          "",
          ...head("rate", "error", "requests"),
          ...errors.map(({ perSecond, kind, status, count }) =>
            row(formatRate(perSecond), failureName(kind, status), String(count)),
          ),
        ]),
  ];
}

function curveLines({ curve }: CapacityReport): readonly string[] {
  if (curve === null) return [];
  return [
    "## Throughput against users",
    "",
    ...head("users", "throughput", "mean ms", "P99 ms", "Little's law: users"),
    ...curve.points.map(({ users, perSecond, meanMs, p99Ms, littleUsers, littleHolds }) =>
      row(
        String(users),
        formatRate(perSecond),
        formatMs(meanMs),
        formatMs(p99Ms),
        `${formatDecimal(littleUsers, 1)}${littleHolds ? "" : " (off)"}`,
      ),
    ),
    "",
    ...lawWords(curve.law).map((line) => `${line}${line.endsWith(".") ? "" : "."}`),
  ];
}

function trialLines({ trials }: CapacityReport): readonly string[] {
  return [
    "## What was tried",
    "",
    ...head("rate", "time", "why", "P50 ms", "P99 ms", "broke the objective", "verdict"),
    ...trials.map((trial) =>
      row(
        formatRate(trial.perSecond),
        formatDuration(trial.durationMs),
        purposeWords(trial.purpose),
        trial.p50Ms === null ? "-" : formatMs(trial.p50Ms),
        trial.p99Ms === null ? "-" : formatMs(trial.p99Ms),
        brokenWords(trial),
        verdictWords(trial),
      ),
    ),
  ];
}

/** Everything that qualifies the answer, with what would make it another one. */
function changeLines({ findings }: CapacityReport): readonly string[] {
  const notes = findings.filter(({ code }) => !code.startsWith("capacity-bottleneck"));
  const lines = notes.map((finding, index) =>
    index === 0 ? `- ${capacityMend(finding)}` : `- ${cell(capacitySentence(finding))} ${capacityMend(finding)}`,
  );
  return ["## What would change the answer", "", ...lines];
}

function methodLines({ settings, elapsedMs, command, environment }: CapacityReport): readonly string[] {
  const machine = Object.entries(environment ?? {}).map(([key, value]) => `${key} ${String(value)}`);
  return [
    "## How it was measured",
    "",
    `Arrivals ${settings.arrivals}, at most ${settings.connections} connections, trials of ${formatDuration(settings.trialMs)} and longer, ` +
      `${formatDuration(elapsedMs)} in all. A rate passes when the upper 95 % bound of the share that broke an objective is within what the ` +
      "objective allows, and fails when the lower bound is above it or the backlog grows all along. Shares are counted on effective " +
      "numbers of requests, because those that break an objective come in bursts. A request that failed broke every objective.",
    ...(machine.length === 0 ? [] : ["", cell(machine.join(", "))]),
    ...(command === null ? [] : ["", "```sh", safeLine(command), "```"]),
  ];
}

const head = (...titles: readonly string[]): readonly string[] => [row(...titles), row(...titles.map(() => "---"))];

const row = (...cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

/** Text of strangers stays in its cell. */
const cell = (text: string): string => safeLine(text).replaceAll("|", "\\|");

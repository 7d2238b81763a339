import { formatCount, formatDuration } from "../../../kit/index.ts";
import type { ComparedSide, CompareReport } from "../../../load/compare/result/index.ts";
import { cell, head, row } from "../markdown-table.ts";
import { designNotes } from "./notes.ts";
import { findingSentence, gateSentence, verdictSentence } from "./sentences.ts";
import { measureCells } from "./table.ts";

/** A comparison as Markdown: for a pull request or a job's summary. */
export function compareMarkdown(report: CompareReport): string {
  const { first, second, gate, findings, measures } = report;
  const sections: readonly (readonly string[])[] = [
    ["# Load comparison"],
    [sideItem("A", first), sideItem("B", second)],
    [circumstances(report)],
    [`**${cell(verdictSentence(report))}**`],
    gate === null ? [] : [cell(gateSentence(gate))],
    measures.length === 0 ? [] : [...head("", "A", "B", "change", "interval", ""), ...measures.map(measureRow)],
    findings.map((finding) => `- ${cell(findingSentence(finding))}`),
    designNotes(report).map(cell),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

const sideItem = (letter: string, { name, requests }: ComparedSide): string =>
  `- ${letter}: ${cell(name)}, ${formatCount(requests.total)} requests, ${requests.failedPercent.toFixed(1)}% failed`;

function circumstances({ mode, elapsedMs, interrupted, second }: CompareReport): string {
  const how = mode === "interleaved" ? "in turn, block by block" : "at different times";
  return `Loaded ${how}, ${formatDuration(elapsedMs)}${interrupted ? " (interrupted)" : ""}, concurrency ${second.settings.concurrency}, ${cell(second.transport)}`;
}

const measureRow = (measure: CompareReport["measures"][number]): string => row(...measureCells(measure).map(cell));

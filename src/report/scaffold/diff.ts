import { safeText, type Look } from "../../kit/index.ts";
import { changeLines, unreadableLines } from "./changes.ts";
import type { ScaffoldReport } from "./report.ts";

/** What a run would change: handlers, then each file as a unified diff. */
export function scaffoldDiffText(report: ScaffoldReport, look: Look): string {
  const files = report.files.filter(({ diff }) => diff !== undefined);
  const summary = [...changeLines(report.changes), ...unreadableLines(report.unreadable), ...refusals(report)];
  if (files.length === 0 && summary.length === 0) return "The code matches the document.\n";
  const count = `${files.length} ${files.length === 1 ? "file" : "files"} would change.`;
  return `${[...summary, ...(summary.length === 0 ? [] : [""]), ...diffLines(report, look), count].join("\n")}\n`;
}

function refusals({ files }: ScaffoldReport): readonly string[] {
  return files
    .filter(({ action }) => action === "edited")
    .map(({ path }) => safeText(`! ${path}: edited where the document wants a change too; a run would refuse it`));
}

/** The diffs of all files, coloured where the terminal has colours. */
export function diffLines({ files }: Pick<ScaffoldReport, "files">, look: Look): readonly string[] {
  return files.flatMap(({ diff }) =>
    diff === undefined || diff === ""
      ? []
      : [
          ...diff
            .trimEnd()
            .split("\n")
            .map((line) => painted(line, look)),
          "",
        ],
  );
}

function painted(line: string, { paint }: Look): string {
  const text = safeText(line);
  if (line.startsWith("--- ") || line.startsWith("+++ ")) return paint.bold(text);
  if (line.startsWith("@@")) return paint.cyan(text);
  if (line.startsWith("+")) return paint.green(text);
  return line.startsWith("-") ? paint.red(text) : text;
}

import { groupBy, safeLine, safeText, type Finding, type Look } from "../../kit/index.ts";
import { findingPages } from "../findings/index.ts";
import { changeLines, unreadableLines } from "./changes.ts";
import { diffLines } from "./diff.ts";
import type { ReportedFile, ScaffoldReport } from "./report.ts";

/** The listing of what was generated, or would be with its diff; then notes and findings. */
export function scaffoldText(report: ScaffoldReport, look: Look): string {
  const diffs = report.dryRun && !report.check ? ["", ...diffLines(report, look)].slice(0, -1) : [];
  return `${[...bodyOf(report), ...notes(report), ...findingLines(report.findings), ...diffs].join("\n")}\n`;
}

function bodyOf(report: ScaffoldReport): readonly string[] {
  if (report.refused) return [refusal];
  if (report.check) return checked(report);
  return report.dryRun ? dryRun(report) : generated(report);
}

const refusal = "Nothing was written: --strict, and the document has lost parts.";

function generated(report: ScaffoldReport): readonly string[] {
  return [
    `Generated ${report.operations.length} route handlers in ${safeText(report.routes)}`,
    ...operationLines(report),
    `Created validation middleware: ${safeText(report.validators)}`,
    `Created TypeScript types: ${safeText(report.types)}`,
  ];
}

function operationLines({ operations }: ScaffoldReport): readonly string[] {
  return operations.map(({ method, path, id, unresolved }) => {
    const missing = unresolved.length === 0 ? "" : ` answers 501: ${unresolved.join(", ")} resolves to nothing`;
    return safeLine(`- ${method} ${path} (${id})${missing}`);
  });
}

function checked(report: ScaffoldReport): readonly string[] {
  if (!report.drift) return ["The code matches the document."];
  const files = report.files.filter(({ action }) => action !== "kept" && action !== "unchanged");
  const count = `The code does not match the document: ${files.length} ${files.length === 1 ? "file differs" : "files differ"}.`;
  return [count, ...rowsOf(files), "backwright scaffold diff shows the lines."];
}

const rowsOf = (files: readonly ReportedFile[]): readonly string[] =>
  files.map(({ action, path }) => safeLine(`${(ACTIONS.get(action) ?? action).padEnd(9)} ${path}`));

function dryRun(report: ScaffoldReport): readonly string[] {
  const rows = rowsOf(report.files);
  return [
    `Would generate ${report.operations.length} route handlers in ${safeText(report.routes)}`,
    ...operationLines(report),
    ...rows,
  ];
}

const ACTIONS: ReadonlyMap<string, string> = new Map([["edited", "conflict"]]);

function notes(report: ScaffoldReport): readonly string[] {
  const kept = report.files.filter((file) => file.action === "kept").map(({ path }) => path);
  const edited = report.files.filter((file) => file.edited && (file.action === "merge" || file.action === "unchanged"));
  const copies = report.files.flatMap(({ path, copy }) =>
    copy === undefined ? [] : [`Kept the edited ${path} as ${copy}`],
  );
  const removed = report.dryRun
    ? []
    : report.files
        .filter(({ action }) => action === "remove")
        .map(({ path }) => `Removed ${path}: the document no longer needs it`);
  const missing = report.missingHandlers.map(
    ({ file, operations }) =>
      `Missing in ${file}, which is yours: ${operations.join(", ")}. Until they are written they answer 501.`,
  );
  const own = kept.length === 0 || report.check ? [] : [`Left untouched, because they are yours: ${fewOf(kept)}`];
  const carried =
    edited.length === 0 ? [] : [`Edits by hand were carried over: ${edited.map(({ path }) => path).join(", ")}`];
  const all = [
    ...changeLines(report.changes),
    ...[...own, ...carried, ...copies, ...removed, ...missing].map(safeLine),
    ...unreadableLines(report.unreadable),
    ...report.findings
      .filter(({ subject }) => subject.kind === "project")
      .map((finding) => safeLine(`${whereOf(finding)}: ${sentenceOf(finding)}`)),
  ];
  return all.length === 0 ? [] : ["", ...all];
}

const NAMED = 8;

/** The first names of a list, and how many more. */
const fewOf = (paths: readonly string[]): string =>
  paths.length <= NAMED ? paths.join(", ") : `${paths.slice(0, NAMED).join(", ")} and ${paths.length - NAMED} more`;

const SHOWN = 10;

function findingLines(findings: readonly Finding[]): readonly string[] {
  const worth = findings.filter(({ severity, subject }) => severity !== "info" && subject.kind !== "project");
  if (worth.length === 0) return leftLines(findings);
  const groups = [...groupBy(worth, ({ code }) => code)].flatMap(([, group]) => groupLines(group));
  return ["", `${headingOf(worth)} (--json lists all):`, ...groups, ...leftLines(findings)];
}

/** What the chosen validation library has no word for. */
function leftLines(findings: readonly Finding[]): readonly string[] {
  const left = findings.filter(({ code }) => code === "keyword-left-to-own-check");
  return left.length === 0 ? [] : ["", "Beside the library's schemas (--json lists all):", ...groupLines(left)];
}

function headingOf(worth: readonly Finding[]): string {
  if (worth.every(({ subject }) => subject.kind === "table")) return "To know of the database";
  return `The document has ${worth.length} ${worth.length === 1 ? "mistake" : "mistakes"}`;
}

/** The first of each kind; a document often makes the same mistake hundreds of times. */
function groupLines(group: readonly Finding[]): readonly string[] {
  const shown = group.slice(0, SHOWN).map((finding) => `  ${safeLine(`${whereOf(finding)}: ${sentenceOf(finding)}`)}`);
  return group.length > SHOWN ? [...shown, `  … and ${group.length - SHOWN} more of this kind`] : shown;
}

function whereOf({ subject }: Finding): string {
  if (subject.file === undefined) return subject.name;
  return subject.line === undefined ? subject.file : `${subject.file}:${subject.line}:${subject.column ?? 1}`;
}

function sentenceOf(finding: Finding): string {
  const page = findingPages.find(({ code }) => code === finding.code);
  return page === undefined ? finding.code : page.sentence(finding);
}

import { groupBy, safeLine, safeText, type Finding } from "../../kit/index.ts";
import { findingPages } from "../findings/index.ts";

/** What the report needs of the command's output. */
export interface ScaffoldReport {
  readonly routes: string;
  readonly validators: string;
  readonly types: string;
  readonly operations: readonly {
    readonly id: string;
    readonly method: string;
    readonly path: string;
    readonly unresolved: readonly string[];
  }[];
  readonly files: readonly { readonly path: string; readonly action: string; readonly copy?: string | undefined }[];
  readonly missingHandlers: readonly { readonly file: string; readonly operations: readonly string[] }[];
  readonly findings: readonly Finding[];
  readonly dryRun: boolean;
  readonly refused: boolean;
}

/** The listing of what was generated, then notes and findings. */
export function scaffoldText(report: ScaffoldReport): string {
  const body = report.refused ? [refusal] : report.dryRun ? dryRun(report) : generated(report);
  return `${[...body, ...notes(report), ...findingLines(report.findings)].join("\n")}\n`;
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

function dryRun(report: ScaffoldReport): readonly string[] {
  const rows = report.files.map(({ action, path }) => safeLine(`${(ACTIONS.get(action) ?? action).padEnd(9)} ${path}`));
  return [
    `Would generate ${report.operations.length} route handlers in ${safeText(report.routes)}`,
    ...operationLines(report),
    ...rows,
  ];
}

const ACTIONS: ReadonlyMap<string, string> = new Map([["edited", "overwrite"]]);

function notes(report: ScaffoldReport): readonly string[] {
  const kept = report.files.filter(({ action }) => action === "kept").map(({ path }) => path);
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
  const own = kept.length === 0 ? [] : [`Left untouched, because they are yours: ${kept.join(", ")}`];
  const all = [...own, ...copies, ...removed, ...missing].map(safeLine);
  return all.length === 0 ? [] : ["", ...all];
}

const SHOWN = 10;

function findingLines(findings: readonly Finding[]): readonly string[] {
  const worth = findings.filter(({ severity }) => severity !== "info");
  if (worth.length === 0) return [];
  const groups = [...groupBy(worth, ({ code }) => code)].flatMap(([, group]) => groupLines(group));
  return [
    "",
    `The document has ${worth.length} ${worth.length === 1 ? "mistake" : "mistakes"} (--json lists all):`,
    ...groups,
  ];
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

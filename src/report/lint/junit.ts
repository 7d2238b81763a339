import type { LintReport, ReportedFile, ReportedFinding, ReportedStatement } from "../../lint/index.ts";

/** A test case per file; findings of the severity that fails the run are its failures. */
export function lintJunit(report: LintReport): string {
  const files = [...new Set(report.files.map(({ file }) => file))];
  const failing = report.findings.filter((finding) => fails(report, finding));
  const failed = new Set(failing.map(({ subject }) => subject.file)).size;
  const counts = `tests="${files.length}" failures="${failed}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="backwright db lint" ${counts}>`,
    `  <testsuite name="migrations" ${counts}>`,
    ...files.map((file) =>
      caseOf(
        file,
        failing.filter(({ subject }) => subject.file === file),
      ),
    ),
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

const RANK = { info: 0, warning: 1, error: 2, never: 3 } as const;

const fails = ({ failOn }: LintReport, { severity }: ReportedFinding): boolean => RANK[severity] >= RANK[failOn];

function caseOf(file: ReportedFile["file"], findings: readonly ReportedFinding[]): string {
  const open = `    <testcase classname="db lint" name="${xml(file)}"`;
  if (findings.length === 0) return `${open}/>`;
  const text = findings.map(({ subject, message, code }) => `${place(subject)} ${message} [${code}]`).join("\n");
  return `${open}><failure message="${findings.length} found">${xml(text)}</failure></testcase>`;
}

const place = ({ line, column }: Partial<Pick<ReportedStatement, "line" | "column">>): string =>
  `${line ?? 1}:${column ?? 1}`;

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
  ["\n", "&#10;"],
]);

/** XML has no way to say some characters, not even escaped. Source: XML 1.0, section 2.2. */
const xml = (text: string): string =>
  text
    .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu, "")
    .replaceAll(/[&<>"\n]/g, (character) => ENTITIES.get(character) ?? character);

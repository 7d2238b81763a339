import { jsonText } from "../../kit/index.ts";
import type { LintReport, ReportedFinding } from "../../lint/index.ts";
import { lintPages } from "../findings/index.ts";

const LEVELS = { error: "error", warning: "warning", info: "note" } as const;

/** SARIF 2.1.0, as code scanning services read it. */
export function lintSarif(report: LintReport): string {
  const codes = [...new Set(report.findings.map(({ code }) => code))].toSorted();
  const driver = {
    name: "backwright db lint",
    rules: codes.map(ruleOf),
  };
  const document = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      { tool: { driver }, columnKind: "utf16CodeUnits", results: report.findings.map((each) => resultOf(each, codes)) },
    ],
  };
  return `${jsonText(document)}\n`;
}

function ruleOf(code: string) {
  const page = lintPages.find((one) => one.code === code);
  return {
    id: code,
    shortDescription: { text: page?.title ?? code },
    fullDescription: { text: page?.why ?? code },
    help: { text: page?.mend ?? "", markdown: page?.mend ?? "" },
  };
}

function resultOf({ code, severity, message, subject, fix }: ReportedFinding, codes: readonly string[]) {
  const region = { startLine: subject.line ?? 1, startColumn: subject.column ?? 1 };
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: LEVELS[severity],
    message: { text: fix === null ? message : `${message}\n\n${fix}` },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(subject.file ?? "") }, region } }],
  };
}

/** A path as a relative reference. */
const uriOf = (path: string): string => path.replaceAll("\\", "/").split("/").map(encodeURIComponent).join("/");

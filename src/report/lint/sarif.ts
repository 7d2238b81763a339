import type { LintReport } from "../../lint/index.ts";
import { lintPages } from "../findings/index.ts";
import { sarifText } from "../sarif/index.ts";

/** SARIF 2.1.0, as code scanning services read it. */
export function lintSarif({ findings }: LintReport): string {
  const results = findings.map(({ code, severity, message, subject, fix }) => ({
    code,
    severity,
    message: fix === null ? message : `${message}\n\n${fix}`,
    file: { path: subject.file ?? "", line: subject.line ?? 1, column: subject.column ?? 1 },
  }));
  return sarifText("backwright db lint", lintPages, results);
}

import type { Found } from "../../lint/index.ts";
import { lintSentence } from "../../report/lint/index.ts";
import type { LintFile } from "./file.ts";
import type { LintReport } from "./output.ts";

/** A finding as the command answers it. */
export function findingOutput(
  { path }: Pick<LintFile, "path">,
  { finding, concern }: Pick<Found, "finding" | "concern">,
): LintReport["findings"][number] {
  const { code, severity, subject, evidence, fix } = finding;
  return {
    code,
    severity,
    concern,
    subject: {
      kind: subject.kind,
      name: subject.name,
      file: path,
      line: subject.line ?? 1,
      column: subject.column ?? 1,
    },
    message: lintSentence(finding),
    evidence,
    fix: fix ?? null,
  };
}

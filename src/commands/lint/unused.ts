import type { Suppression } from "../../lint/index.ts";
import { findingOutput } from "./finding.ts";
import type { LintReport } from "./output.ts";
import type { Judged } from "./run.ts";

/** Comments that silence nothing in any part of their file. */
export function unusedSuppressions(judged: readonly Judged[]): LintReport["findings"] {
  const files = [...new Set(judged.map(({ file }) => file))];
  return files.flatMap((file) => {
    const parts = judged.filter((one) => one.file === file);
    const [first, ...others] = parts.map(({ unused }) => unused);
    const left = first?.filter((one) => others.every((unused) => unused.some((other) => other.line === one.line)));
    return (left ?? []).map((one) => unusedFinding(file, one));
  });
}

function unusedFinding(file: Judged["file"], { codes, line, column }: Suppression): LintReport["findings"][number] {
  const name = codes.length === 0 ? "the comment" : codes.join(", ");
  const subject = { kind: "comment", name, line, column };
  const finding = { code: "suppression-unused", severity: "info", subject, evidence: {} } as const;
  return findingOutput(file, { finding, concern: "style" });
}

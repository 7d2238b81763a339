import { indent, safeLine, safeText } from "../../kit/index.ts";
import type { LintReport } from "../../lint/index.ts";

/** What was, or would be, written. */
export function fixesText({ fixes }: LintReport): string {
  return fixes
    .flatMap(({ written, parts, fixed }) => [
      `${written ? "Wrote" : "Would write"} the safe form of ${[...new Set(fixed)].join(", ")}:`,
      ...parts.flatMap(({ file, text }) =>
        written ? [`  ${safeLine(file)}`] : [`  ${safeLine(file)}`, indent(safeText(text.trimEnd()), 4)],
      ),
      "",
    ])
    .join("\n");
}

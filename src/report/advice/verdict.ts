import type { Analysis } from "../../advice/index.ts";
import { formatCount, safeText } from "../../kit/index.ts";

/** What was silenced, what a baseline has, and whether the run failed; nothing where none of it was asked for. */
export function verdictLines({
  suppressed,
  unusedSuppressions,
  baseline,
  failOn,
  failed,
}: Analysis): readonly string[] {
  return [
    ...suppressed.map(({ finding, reason }) => `Silenced: ${finding.subject.name} (${finding.code}): ${reason}`),
    ...unusedSuppressions.map((text) => `Silences nothing: ${text}`),
    ...(baseline === null
      ? []
      : [
          `Against ${baseline.file}: ${formatCount(baseline.known)} known, ${formatCount(baseline.added.length)} new, ${formatCount(baseline.gone.length)} gone.`,
          ...baseline.added.map(({ code, subject }) => `  new: ${subject} (${code})`),
        ]),
    ...(failed ? [`Failed: findings of severity ${failOn} or above${baseline === null ? "" : " that are new"}.`] : []),
  ].map(safeText);
}

import { safeLine } from "../../kit/index.ts";
import type { FileDecision } from "../../scaffold/index.ts";

const MOST = 40;

/** The places where an edit and the generator disagree: yours with `-`, what would be generated with `+`. */
export function refusalLines(edited: readonly FileDecision[], at: (path: string) => string): readonly string[] {
  const lines = edited.flatMap(({ path, conflicts }) =>
    conflicts.flatMap(({ line, yours, next }) => [
      `${at(path)}:${line}`,
      ...yours.map((text) => `- ${text}`),
      ...next.map((text) => `+ ${text}`),
    ]),
  );
  const shown = lines.slice(0, MOST).map(safeLine);
  return lines.length > MOST ? [...shown, `… ${lines.length - MOST} more lines`] : shown;
}

import type { Finding, JsonValue } from "../kit/index.ts";

const UNSAFE: ReadonlySet<string> = new Set([
  "migration-edited",
  "migration-missing",
  "migration-out-of-order",
  "migration-not-next",
  "migration-half-reverted",
  "rollback-missing",
  "rollback-irreversible",
]);

/** What may be told to go on although the history and the folder disagree. */
export type Allowance = "edited" | "missing" | "out-of-order";

/** The history and the folder disagree: going on could do harm. The other refusals are about a file's form. */
export function isUnsafe(finding: Finding): boolean {
  return UNSAFE.has(finding.code);
}

export interface FilePlace {
  readonly path: string;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/** A reason not to run a file. */
export function refusal(code: string, place: FilePlace, evidence: Readonly<Record<string, JsonValue>> = {}): Finding {
  const { path, line, column } = place;
  return {
    code,
    severity: "error",
    subject: {
      kind: "file",
      name: path,
      file: path,
      ...(line === undefined ? {} : { line }),
      ...(column === undefined ? {} : { column }),
    },
    evidence,
  };
}

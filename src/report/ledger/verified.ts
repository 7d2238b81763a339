import { safeLine, textTable, type Finding } from "../../kit/index.ts";
import type { Verified } from "../../ledger/index.ts";
import { failureLines } from "./failure.ts";
import { refusalLines } from "./refusals.ts";

export interface VerifiedFolder {
  readonly verdict: "ok" | "not-ok";
  readonly engine: string | null;
  readonly migrations: readonly Verified[];
  readonly history: {
    readonly database: string;
    readonly host: string;
    readonly refusals: readonly Finding[];
    readonly unfinished: readonly string[];
  } | null;
}

export const DOWN = {
  identity: "undone exactly",
  differs: "NOT as it was",
  failed: "FAILED",
  unusable: "cannot be run",
  none: "no rollback",
  irreversible: "says it cannot be undone",
  "not-run": "not run",
} as const;

export const UP = { ok: "ok", failed: "FAILED", unusable: "cannot be run", "not-run": "not run" } as const;

/** What `db verify` proved. */
export function verifiedText(folder: VerifiedFolder): string {
  const parts = [...proofLines(folder), ...historyLines(folder), folder.verdict === "ok" ? "OK." : "NOT OK."];
  return `${parts.join("\n")}\n`;
}

function proofLines({ engine, migrations }: VerifiedFolder): readonly string[] {
  if (engine === null) return [];
  const rows = migrations.map(({ file, up, down }) => [safeLine(file), UP[up], DOWN[down]]);
  const table = textTable([{ title: "migration" }, { title: "up" }, { title: "down" }], rows);
  return [`Up, down and up again on an empty PostgreSQL (${engine}):`, "", table, "", ...migrations.flatMap(details)];
}

function details({ file, differences, failure, problems }: Verified): readonly string[] {
  const lines = [
    ...differences.map(({ object, kind }) => `  ${kind}: ${safeLine(object)}`),
    ...(failure === null ? [] : failureLines(failure).map((line) => `  ${line}`)),
    ...refusalLines(problems),
  ];
  return lines.length === 0 ? [] : [`${safeLine(file)}:`, ...lines, ""];
}

function historyLines({ history }: VerifiedFolder): readonly string[] {
  if (history === null) return [];
  const { refusals, unfinished } = history;
  const head = `History of ${safeLine(history.database)} at ${safeLine(history.host)}:`;
  const broken = unfinished.map((id) => `  ${safeLine(id)}: begun and not completed`);
  if (refusals.length + broken.length === 0) return [`${head} agrees with the files.`, ""];
  return [head, ...refusalLines(refusals), ...broken, ""];
}

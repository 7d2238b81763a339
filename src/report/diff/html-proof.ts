import { html } from "./html-text.ts";
import type { DiffView } from "./view.ts";

type Proven = Extract<DiffView["proof"], { state: "proven" }>;

/** What was shown on a shadow, claim by claim. */
export function proofSection({ proof, isSame, changes }: DiffView): string {
  if (isSame || changes.length === 0) return "";
  if (proof.state === "skipped") return section([["Proof", "skipped", "Nothing was run on a shadow."]]);
  if (proof.state === "failed") return section([["Proof", "failed", `${proof.stage}: ${proof.detail}`]]);
  return section(claims(proof));
}

type Claim = readonly [claim: string, answer: "yes" | "not asked" | "in part" | "failed" | "skipped", note: string];

const claims = ({ statements, observer, rows }: Proven): readonly Claim[] => [
  ["The old schema and the migration give the new one", "yes", counted(statements, "statement")],
  ["Planning again finds nothing to do", "yes", ""],
  ["The rollback gives the old schema back", "yes", ""],
  [
    "pg_dump sees the same, forwards and back",
    observer.kind === "pg_dump" ? "yes" : "not asked",
    observer.kind === "pg_dump" ? `pg_dump ${observer.version}` : observer.reason,
  ],
  [
    "No row is lost unsaid",
    rows.empty.length > 0 || rows.unmeasured !== null ? "in part" : "yes",
    [
      `rows of ours in ${counted(rows.tables, "table")}`,
      ...rows.empty.map(({ table, reason }) => `none in ${table}: ${reason}`),
    ].join("; "),
  ],
  [
    "Locks, rewrites and scans were measured",
    rows.unmeasured === null ? "yes" : "in part",
    rows.unmeasured ?? "each statement, beside those that were declared",
  ],
];

const counted = (count: number, noun: string): string => `${count} ${count === 1 ? noun : `${noun}s`}`;

const CLASSES = {
  yes: "",
  failed: "error",
  skipped: "warning",
  "in part": "warning",
  "not asked": "info",
} as const;

function section(rows: readonly Claim[]): string {
  const lines = rows.map(
    ([claim, answer, note]) =>
      `<tr><td>${html(claim)}</td><td class="${CLASSES[answer]}">${answer}</td><td>${html(note)}</td></tr>`,
  );
  return `<section><h2>Proof on a shadow</h2><div class="scroll" tabindex="0"><table><thead><tr><th scope="col">Claim</th><th scope="col">Shown</th><th scope="col">Note</th></tr></thead><tbody>${lines.join("\n")}</tbody></table></div></section>`;
}

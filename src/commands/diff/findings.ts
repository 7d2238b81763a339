import type { Finding } from "../../kit/index.ts";
import { diffSentence } from "../../report/diff/index.ts";
import type { DiffOutput } from "./output.ts";

type Shown = Omit<DiffOutput, "findings">;

/** Everything that somebody should know before such a plan is run, by code, each with its page in docs/findings. */
export const findingsOf = (shown: Shown): DiffOutput["findings"] =>
  [...hazards(shown), ...unread(shown), ...ofProof(shown)].map(({ code, severity, subject, evidence }) => ({
    code,
    severity,
    subject,
    evidence,
    message: diffSentence({ code, severity, subject, evidence }),
  }));

const hazards = ({ changes }: Shown): readonly Omit<Finding, "fix">[] =>
  changes.flatMap((change) =>
    change.hazards.map(({ code, severity, what, relation, lockMode }) => ({
      code: `hazard-${code}`,
      severity,
      subject: { kind: change.kind, name: change.name },
      evidence: { change: change.verb, what: what.replace(/^[a-z ]+: /, ""), relation, lockMode },
    })),
  );

const unread = ({ unmodelled }: Shown): readonly Omit<Finding, "fix">[] =>
  unmodelled.map(({ description, side }) => ({
    code: "schema-unread",
    severity: side === "both" ? "info" : "warning",
    subject: { kind: "object", name: description },
    evidence: { side },
  }));

function ofProof({ proof, desired }: Shown): readonly Omit<Finding, "fix">[] {
  const subject = { kind: "schema", name: desired };
  if (proof.state === "skipped") return [];
  if (proof.state === "failed") {
    const { stage, detail } = proof;
    return [{ code: "plan-unproven", severity: "error", subject, evidence: { stage, detail } }];
  }
  const { rows, observer } = proof;
  const unseen = rows.unmeasured === null ? [] : [rows.unmeasured];
  return [
    ...unseen.map((reason) => ({ code: "proof-unmeasured", severity: "info" as const, subject, evidence: { reason } })),
    ...rows.empty.map(({ table, reason }) => ({
      code: "proof-table-empty",
      severity: "info" as const,
      subject: { kind: "table", name: table },
      evidence: { reason },
    })),
    ...(observer.kind === "pg_dump"
      ? []
      : [{ code: "proof-unobserved", severity: "info" as const, subject, evidence: { reason: observer.reason } }]),
  ];
}

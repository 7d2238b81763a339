import { relationKey } from "../../catalog/index.ts";
import type { MeasuredRun } from "../../diff/shadow/index.ts";
import { groupBy, type Finding, type JsonValue, type Severity } from "../../kit/index.ts";
import { blocksReaders, blocksWriters, isAtLeast } from "../effects/effect.ts";
import type { Found, LintSettings } from "../lint.ts";
import type { Concern } from "../rule.ts";
import { effectsAt, type Script } from "../script.ts";
import { spelled } from "../tree/names.ts";
import { heldDuring, seenOf, type Seen } from "./seen.ts";

/**
 * Findings with what a shadow measured put in: what a rule claims and the server did not do is taken out, what the server did and
 * no rule claims is put in, and each difference is said. Statements of which nothing was seen keep what the rules say.
 *
 * @example
 * prove(script, measuredRun, { found: [], settings: { severities: new Map() } });
 */
export function prove(
  script: Script,
  run: MeasuredRun,
  { found, settings }: { readonly found: readonly Found[]; readonly settings: LintSettings },
): readonly Found[] {
  const seen = new Map(seenOf(script, run).map((one) => [one.statement.index, one]));
  const judged = found.flatMap((one) => withMeasure(one, seen.get(one.statement.index)));
  const said = groupBy(found, ({ statement }) => String(statement.index));
  const lines = new Map(script.statements.map(({ index, line }) => [index, line]));
  const added = [...seen.values()].flatMap((one) => {
    const own = said.get(String(one.statement.index)) ?? [];
    const held = heldOver(one, { run, lines, own });
    return failures(one, own).concat(unclaimed(one, own), held, differences(one, script));
  });
  const on = added.filter(({ finding }) => settings.severities.get(finding.code) !== "off");
  return [...judged, ...on].toSorted((a, b) => a.statement.index - b.statement.index);
}

/** Claims of work on rows; everything else is no matter of measuring. */
const isClaim = ({ finding, concern }: Found): boolean =>
  concern === "blocking" &&
  typeof finding.evidence["work"] === "string" &&
  typeof finding.evidence["isSure"] === "boolean";

const SMALL_SECONDS = 0.2;

function withMeasure(one: Found, seen: Seen | undefined): readonly Found[] {
  if (!isClaim(one) || seen === undefined || seen.measured.error !== null || seen.measured.unseen.includes("locks"))
    return [one];
  const { finding, statement } = one;
  const hit = seen.blocking.find(({ relation }) => spelled(relation) === finding.subject.name);
  const seconds = seen.measured.estimatedSeconds;
  if (hit !== undefined) {
    const isSmall = seconds !== null && seconds < SMALL_SECONDS;
    const severity: Severity = isSmall ? "info" : finding.severity;
    const evidence = { ...finding.evidence, lock: hit.mode, isMeasured: true, estimatedSeconds: rounded(seconds) };
    return [{ ...one, finding: { ...finding, severity, evidence } }];
  }
  const evidence = {
    declared: `${JSON.stringify(finding.evidence["work"])} (${finding.code})`,
    measured: "no work on its rows under a lock that others wait for",
  };
  return [
    made(statement, { code: "measured-differs", severity: "info", subject: finding.subject, evidence }, "blocking"),
  ];
}

const rounded = (seconds: number | null): number | null => (seconds === null ? null : Math.round(seconds * 10) / 10);

type Draft = Pick<Finding, "code" | "severity" | "evidence"> & {
  readonly subject: Pick<Finding["subject"], "kind" | "name">;
};

function made(statement: Found["statement"], { code, severity, subject, evidence }: Draft, concern: Concern): Found {
  const { line, column } = statement;
  const finding: Finding = {
    code,
    severity,
    subject: { kind: subject.kind, name: subject.name, line, column },
    evidence,
  };
  return { finding, concern, statement, fix: undefined };
}

/** A statement that the server refused, unless a rule has said why. */
function failures({ statement, measured }: Seen, own: readonly Found[]): readonly Found[] {
  const { error } = measured;
  const isSaid = own.some(({ concern, finding }) => concern === "failure" && finding.severity === "error");
  // After a failure the server refuses the rest of the transaction.
  if (error === null || isSaid || error.sqlState === "25P02") return [];
  const evidence = { sqlState: error.sqlState, message: error.message };
  return [
    made(
      statement,
      { code: "statement-fails", severity: "error", subject: { kind: "statement", name: "statement" }, evidence },
      "failure",
    ),
  ];
}

const SPEAKS_OF_WORK = /^(?:validate-holds-lock|lock-held-over-work|domain-constraint-scan)$/;

/** Work that no rule has claimed. */
function unclaimed({ statement, measured, blocking }: Seen, own: readonly Found[]): readonly Found[] {
  const isSaid = own.some((one) => isClaim(one) || SPEAKS_OF_WORK.test(one.finding.code));
  if (isSaid) return [];
  const isSmall = measured.estimatedSeconds !== null && measured.estimatedSeconds < SMALL_SECONDS;
  return blocking.slice(0, 1).map(({ relation, mode, work }) => {
    const evidence = {
      lock: mode,
      work,
      blocks: blocksReaders(mode) ? "reads and writes" : "writes",
      estimatedSeconds: rounded(measured.estimatedSeconds),
    };
    return made(
      statement,
      {
        code: "measured-blocking",
        severity: isSmall ? "info" : "error",
        subject: { kind: "table", name: spelled(relation) },
        evidence,
      },
      "blocking",
    );
  });
}

interface Around {
  readonly run: MeasuredRun;
  /** By the statement's index. */
  readonly lines: ReadonlyMap<number, number>;
  /** What is said of the statement. */
  readonly own: readonly Found[];
}

/** A lock of an earlier statement that was still held during the work, and that no rule has seen. */
function heldOver({ statement, measured }: Seen, { run, lines, own }: Around): readonly Found[] {
  const isSaid = own.some(({ finding }) => /^(?:validate-holds-lock|lock-held-over-work)$/.test(finding.code));
  if (isSaid) return [];
  const held = heldDuring(run, statement.index).filter(
    ({ lock }) => blocksWriters(lock.mode) && lock.relationKind.endsWith("table"),
  );
  return held.slice(0, 1).map(({ lock, takenBy }) => {
    const evidence: Record<string, JsonValue> = {
      lock: lock.mode,
      blocks: blocksReaders(lock.mode) ? "reads and writes" : "writes",
      takenAtLine: lines.get(takenBy) ?? statement.line,
      work: measured.rewritten.length > 0 ? "rewrite" : "scan",
      openedBy: statement.transaction?.openedBy ?? "file",
      estimatedSeconds: rounded(measured.estimatedSeconds),
    };
    return made(
      statement,
      {
        code: "lock-held-over-work",
        severity: "error",
        subject: { kind: "table", name: spelled(lock.relation) },
        evidence,
      },
      "blocking",
    );
  });
}

/** Locks that were declared otherwise than they were measured. */
function differences({ statement, measured, locks }: Seen, script: Script): readonly Found[] {
  if (measured.error !== null || measured.unseen.length > 0 || script.context.target === undefined) return [];
  const declared = new Map<string, { readonly name: string; readonly mode: string }>();
  for (const { relation, mode } of effectsAt(script, statement)) {
    const before = declared.get(relationKey(relation));
    if (isAtLeast(mode, "share-update-exclusive") && (before === undefined || blocksReaders(mode)))
      declared.set(relationKey(relation), { name: spelled(relation), mode });
  }
  const own = [...locks].filter(([, { mode }]) => isAtLeast(mode, "share-update-exclusive"));
  return own
    .filter(([key, { mode }]) => declared.get(key)?.mode !== mode)
    .map(([key, { relation, mode }]) => {
      const evidence = { declared: declared.get(key)?.mode ?? "no lock", measured: mode };
      return made(
        statement,
        { code: "measured-differs", severity: "info", subject: { kind: "table", name: spelled(relation) }, evidence },
        "blocking",
      );
    });
}

import type { Table } from "../catalog/index.ts";
import type { Finding } from "../kit/index.ts";

/** A finding that somebody does not want to hear of again, and why. */
export interface Suppression {
  /** `*` is every rule. */
  readonly code: string;
  /** The finding's subject; `*` stands for any part of it. */
  readonly subject: string;
  readonly reason: string;
  /** As it was written, for complaints. */
  readonly text: string;
  /** Of a comment: the table that it is on. */
  readonly table?: Pick<Table, "schema" | "name">;
}

const FORM = /^(?<code>[a-z][a-z-]*|\*)\s+(?<subject>[^:]+?)\s*:\s*(?<reason>\S.*)$/s;

/**
 * `fk-unindexed orders.user_id: parents are never deleted`; undefined without a reason.
 *
 * @example
 * readSuppression("index-unused audit_*: kept for the auditors")?.reason; // "kept for the auditors"
 */
export function readSuppression(text: string): Suppression | undefined {
  const { code, subject, reason } = FORM.exec(text.trim())?.groups ?? {};
  return code === undefined || subject === undefined || reason === undefined
    ? undefined
    : { code, subject, reason, text };
}

const IN_COMMENT = /backwright-disable\s+(?<codes>[a-z][a-z-]*(?:\s*,\s*[a-z][a-z-]*)*)\s*:\s*(?<reason>[^\n;]*\S)/g;

/** What comments on tables silence there: `COMMENT ON TABLE t IS 'backwright-disable index-unused: for the auditors'`. */
export function commentSuppressions(tables: readonly Table[]): readonly Suppression[] {
  return tables.flatMap(({ schema, name, comment }) =>
    [...(comment ?? "").matchAll(IN_COMMENT)].flatMap(({ 0: text, groups }) =>
      (groups?.["codes"] ?? "").split(",").map((code) => {
        const reason = groups?.["reason"] ?? "";
        return {
          code: code.trim(),
          subject: "*",
          reason,
          text: `${text} (on ${schema}.${name})`,
          table: { schema, name },
        };
      }),
    ),
  );
}

export interface Silenced {
  readonly finding: Finding;
  readonly reason: string;
}

export interface Sifted {
  readonly kept: readonly Finding[];
  readonly suppressed: readonly Silenced[];
  /** As they were written; nothing that they speak of was found. */
  readonly unused: readonly string[];
}

/** Takes out what somebody has suppressed, and says which suppressions had nothing to do. */
export function sift(findings: readonly Finding[], suppressions: readonly Suppression[]): Sifted {
  const kept: Finding[] = [];
  const suppressed: Silenced[] = [];
  const used = new Set<Suppression>();
  for (const finding of findings) {
    const by = suppressions.find((suppression) => silences(suppression, finding));
    if (by === undefined) kept.push(finding);
    else {
      used.add(by);
      suppressed.push({ finding, reason: by.reason });
    }
  }
  return { kept, suppressed, unused: suppressions.filter((one) => !used.has(one)).map(({ text }) => text) };
}

function silences({ code, subject, table }: Suppression, finding: Finding): boolean {
  if (code !== "*" && code !== finding.code) return false;
  const { schema, table: name } = finding.evidence;
  if (table !== undefined && !(table.schema === schema && table.name === name)) return false;
  return matches(finding.subject.name, subject.split("*"));
}

/** The parts of a pattern one after the other, the first at the beginning and the last at the end. */
function matches(text: string, parts: readonly string[]): boolean {
  const [first = "", ...rest] = parts;
  if (!text.startsWith(first)) return false;
  if (rest.length === 0) return text === first;
  let at = first.length;
  for (const part of rest.slice(0, -1)) {
    const next = text.indexOf(part, at);
    if (next < 0) return false;
    at = next + part.length;
  }
  const last = rest.at(-1) ?? "";
  return text.length - last.length >= at && text.endsWith(last);
}

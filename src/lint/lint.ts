import type { Finding, Severity } from "../kit/index.ts";
import type { Place } from "../sql/index.ts";
import { fixText, type Fix } from "./fix/fix.ts";
import type { Concern, Rule, Trouble } from "./rule.ts";
import { rules } from "./rules.ts";
import type { Script } from "./script.ts";
import type { LintStatement } from "./statement.ts";
import { unitsOfBytes } from "./tree/bytes.ts";

export interface LintSettings {
  /** By code; a rule that is not named keeps its own. */
  readonly severities: ReadonlyMap<string, Severity | "off">;
}

/** A finding, and what it takes to mend it. */
export interface Found {
  readonly finding: Finding;
  readonly concern: Concern;
  readonly statement: LintStatement;
  readonly fix: Fix | undefined;
}

/**
 * What every rule that is on sees in a script, in the order of its statements.
 *
 * @example
 * lint(script, { severities: new Map([["drop-column", "off"]]) }, place).map(({ finding }) => finding.code);
 */
export function lint(script: Script, settings: LintSettings, place: (offset: number) => Place): readonly Found[] {
  const active = rules.filter((rule) => severityOf(rule, settings) !== "off");
  return script.statements.flatMap((statement) =>
    active.flatMap((rule) =>
      troublesOf(rule, statement, script).map((trouble) =>
        foundOf({ rule, statement, trouble, script }, settings, place),
      ),
    ),
  );
}

/** What a DO block does is said of the block; its text cannot be mended from outside. */
function troublesOf(rule: Rule, statement: LintStatement, script: Script): readonly Trouble[] {
  const own = rule.check(statement, script);
  if (statement.inner.length === 0 || !/^(?:data-loss|running-code)$/.test(rule.concern)) return own;
  return own.concat(
    statement.inner.flatMap(({ node }) => rule.check({ ...statement, node, inner: [] }, script)).map(saidOfBlock),
  );
}

const saidOfBlock = (trouble: Trouble): Trouble => ({ ...trouble, at: undefined, fix: undefined });

const severityOf = ({ code, severity }: Rule, { severities }: LintSettings): Severity | "off" =>
  severities.get(code) ?? severity;

interface Seen {
  readonly rule: Rule;
  readonly statement: LintStatement;
  readonly trouble: Trouble;
  readonly script: Script;
}

function foundOf(seen: Seen, settings: LintSettings, place: (offset: number) => Place): Found {
  const { rule, statement, trouble } = seen;
  const { line, column } =
    trouble.at === undefined ? statement : place(statement.offset + unitsOfBytes(statement.sql, trouble.at));
  const finding: Finding = {
    code: rule.code,
    severity: chosen(seen, settings),
    subject: { ...trouble.subject, line, column },
    evidence: trouble.evidence,
    ...(trouble.fix === undefined ? {} : { fix: fixText(trouble.fix, statement.sql) }),
  };
  return { finding, concern: rule.concern, statement, fix: trouble.fix };
}

/** What a rollback loses and breaks is what it is there for. */
function chosen({ rule, trouble, script }: Seen, settings: LintSettings): Severity {
  const own = settings.severities.get(rule.code);
  if (own !== undefined && own !== "off") return own;
  const isMeant = script.context.direction === "down" && /^(?:data-loss|running-code)$/.test(rule.concern);
  if (isMeant) return "info";
  return trouble.severity ?? (rule.severity === "off" ? "warning" : rule.severity);
}

/** Every rule with what it is by default, for documentation and for checking what users name. */
export const ruleFacts: readonly Pick<Rule, "code" | "severity" | "concern">[] = rules.map(
  ({ code, severity, concern }) => ({ code, severity, concern }),
);

import type { JsonValue, Severity } from "../kit/index.ts";
import { blocksReaders, blocksWriters, type Effect } from "./effects/effect.ts";
import type { Fix } from "./fix/fix.ts";
import type { Rule, Trouble } from "./rule.ts";
import { effectsAt, type Script } from "./script.ts";
import type { LintStatement } from "./statement.ts";
import { spelled } from "./tree/names.ts";
import { workSeconds, type Size } from "./size.ts";

interface Blocking {
  readonly code: string;
  readonly severity?: Severity;
  /** The safe form, where there is one. */
  readonly fix?: (statement: LintStatement, effect: Effect, script: Script) => Fix | undefined;
}

/** A rule that speaks of the work that an effect of its code does under a lock that keeps others waiting. */
export function blockingRule({ code, severity = "error", fix }: Blocking): Rule {
  return {
    code,
    severity,
    concern: "blocking",
    check: (statement, script) =>
      blockingEffects(statement, script)
        .filter(({ cause }) => cause === code)
        .map((effect) => trouble({ script, effect }, fix?.(statement, effect, script))),
  };
}

/** What a statement does to relations that others use, under a lock that keeps them waiting. */
function blockingEffects(statement: LintStatement, script: Script): readonly Effect[] {
  return effectsAt(script, statement).filter(
    ({ relation, mode, work }) =>
      work !== "none" && blocksWriters(mode) && !script.knowledge.isNew(relation, statement),
  );
}

interface Seen {
  readonly script: Script;
  readonly effect: Effect;
}

function trouble({ script, effect }: Seen, fix: Fix | undefined): Trouble {
  const size = script.knowledge.table(effect.relation);
  const facts = blockingFacts(effect, script.context.target?.isSized === true ? size : undefined);
  const isSmall = facts["estimatedSeconds"] !== null && Number(facts["estimatedSeconds"]) < SMALL_SECONDS;
  return {
    subject: { kind: "table", name: spelled(effect.relation) },
    evidence: { ...facts, ...effect.evidence, isSure: effect.isSure },
    ...severityOf(effect, isSmall),
    fix,
  };
}

/** Nobody notices a lock that is over before a program gives up waiting. */
const SMALL_SECONDS = 0.2;

function severityOf(effect: Effect, isSmall: boolean): { readonly severity?: Severity } {
  if (isSmall) return { severity: "info" };
  return effect.isSure ? {} : { severity: "warning" };
}

/** What a report says of every blocking effect. */
function blockingFacts(effect: Effect, size: Size | undefined): Readonly<Record<string, JsonValue>> {
  return {
    lock: effect.mode,
    work: effect.work,
    blocks: blocksReaders(effect.mode) ? "reads and writes" : "writes",
    rows: size?.rows.count ?? null,
    bytes: size?.sizeBytes ?? null,
    estimatedSeconds: size === undefined ? null : workSeconds(effect.work, size.sizeBytes),
  };
}

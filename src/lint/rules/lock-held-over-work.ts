import { relationKey } from "../../catalog/index.ts";
import { blocksReaders, blocksWriters, isAtLeast, type Effect } from "../effects/effect.ts";
import { touchesEveryRow } from "../effects/rows.ts";
import { heldBefore, heldOn, type Held } from "../held.ts";
import type { Rule, Trouble } from "../rule.ts";
import { effectsAt, type Script } from "../script.ts";
import type { LintStatement } from "../statement.ts";
import { spelled } from "../tree/names.ts";

/** Work on rows while a lock of an earlier statement of the transaction keeps others from another table, or from this one. */
export const lockHeldOverWork: Rule = {
  code: "lock-held-over-work",
  severity: "error",
  concern: "blocking",
  check: (statement, script) => {
    const work = workOf(statement, script);
    if (work === undefined) return [];
    const held = heldOver(script, statement, work);
    return held === undefined ? [] : [trouble(statement, held, work)];
  },
};

/** The first lock of an earlier statement that keeps others waiting and that no stronger one has followed. */
function heldOver(script: Script, statement: LintStatement, work: LongWork): Held | undefined {
  for (const held of heldBefore(script, statement)) {
    const { mode, relation, work: own } = held.effect;
    if (!blocksWriters(mode) || own !== "none" || isSaid(held.effect, work)) continue;
    if (heldOn(script, statement, relation) === held) return held;
  }
  return undefined;
}

function trouble(statement: LintStatement, { effect, statement: taker }: Held, work: LongWork): Trouble {
  return {
    subject: { kind: "table", name: spelled(effect.relation) },
    evidence: {
      lock: effect.mode,
      blocks: blocksReaders(effect.mode) ? "reads and writes" : "writes",
      takenAtLine: taker.line,
      work: work.what,
      openedBy: statement.transaction?.openedBy ?? "file",
    },
    fix: { kind: "steps", steps: [{ sql: statement.sql, run: "apart" }] },
  };
}

interface LongWork {
  readonly what: string;
  /** What another rule already speaks of. */
  readonly own: Effect | undefined;
}

/** The statement's own lock keeps as many waiting, or another rule is about this one. */
function isSaid(held: Effect, { own }: LongWork): boolean {
  if (own === undefined || relationKey(own.relation) !== relationKey(held.relation)) return false;
  return own.cause === "constraint-validation" || isAtLeast(own.mode, held.mode);
}

function workOf(statement: LintStatement, script: Script): LongWork | undefined {
  const { kind } = statement.node;
  const long = effectsAt(script, statement).find(
    ({ relation, work }) => work !== "none" && !script.knowledge.isNew(relation, statement),
  );
  if (long !== undefined) return { what: long.work, own: long };
  if (!/^(?:Update|Delete)Stmt$/.test(kind) || !touchesEveryRow(statement.node)) return undefined;
  const [target] = effectsAt(script, statement);
  if (target === undefined || script.knowledge.isNew(target.relation, statement)) return undefined;
  return { what: kind === "UpdateStmt" ? "update" : "delete", own: undefined };
}

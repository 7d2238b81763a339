import { isAtLeast } from "./effects/effect.ts";
import type { Rule, Trouble } from "./rule.ts";
import { effectsAt, type Script } from "./script.ts";
import type { LintStatement } from "./statement.ts";
import { fieldsOf, listOf, textOf, treeOf, wordsOf } from "./tree/node.ts";

/** A rule about a setting that is missing before the first statement that takes a lock; said once for a file. */
export function timeoutRule(code: string, setting: "lock_timeout" | "statement_timeout"): Rule {
  return {
    code,
    severity: "info",
    concern: "blocking",
    check: (statement, script) =>
      firstUnprotected(script, setting) === statement ? [trouble(statement, setting)] : [],
  };
}

const VALUES = { lock_timeout: "5s", statement_timeout: "60s" } as const;

function trouble(statement: LintStatement, setting: keyof typeof VALUES): Trouble {
  const sql = `SET ${setting} = '${VALUES[setting]}'`;
  return {
    subject: { kind: "setting", name: setting },
    evidence: { setting },
    fix: {
      kind: "steps",
      steps: [
        { sql, run: "together" },
        { sql: statement.sql, run: "together" },
      ],
    },
  };
}

type Setting = keyof typeof VALUES;

/** Worked out once per script. */
const known = new WeakMap<Script, ReadonlyMap<Setting, LintStatement | undefined>>();

function firstUnprotected(script: Script, setting: Setting): LintStatement | undefined {
  const before = known.get(script);
  if (before !== undefined) return before.get(setting);
  const both = (["lock_timeout", "statement_timeout"] as const).map((one) => [one, firstWithout(script, one)] as const);
  const first = new Map<Setting, LintStatement | undefined>(both);
  known.set(script, first);
  return first.get(setting);
}

function firstWithout(script: Script, setting: Setting): LintStatement | undefined {
  if (setting === "lock_timeout" && script.context.runnerSetsLockTimeout) return undefined;
  const set = script.statements.find((statement) => sets(statement, setting))?.index ?? Number.POSITIVE_INFINITY;
  return script.statements.find((statement) => statement.index < set && locksOthers(statement, script));
}

/** SET, also LOCAL, or set_config. */
function sets({ node: { kind, fields } }: LintStatement, setting: string): boolean {
  if (kind === "VariableSetStmt") return textOf(fields, "name")?.toLowerCase() === setting;
  const call = fieldsOf(treeOf(fieldsOf(listOf(fields, "targetList")[0], "ResTarget"), "val"), "FuncCall");
  if (kind !== "SelectStmt" || wordsOf(listOf(call, "funcname")).at(-1) !== "set_config") return false;
  return textOf(treeOf(fieldsOf(listOf(call, "args")[0], "A_Const"), "sval"), "sval")?.toLowerCase() === setting;
}

const locksOthers = (statement: LintStatement, script: Script): boolean =>
  effectsAt(script, statement).some(
    ({ relation, mode }) => isAtLeast(mode, "share-update-exclusive") && !script.knowledge.isNew(relation, statement),
  );

import type { RelationName, Session } from "../../catalog/index.ts";
import type { MeasuredRun, MeasuredStatement } from "../../diff/shadow/index.ts";
import type { Script, Step } from "../../ledger/index.ts";
import type { RehearsedScript, RehearsedStatement } from "./rehearsal.ts";

export interface Stage {
  readonly runner: Session;
  readonly signal: AbortSignal;
  readonly measure: (statements: readonly string[]) => Promise<MeasuredRun>;
}

type Rehearsed = Pick<RehearsedScript, "statements" | "error">;

/** Runs a script's statements in stretches that can be watched; rows of COPY and code run between them by themselves. */
export async function rehearseStatements({ steps }: Script, stage: Stage): Promise<Rehearsed> {
  const statements: RehearsedStatement[] = [];
  for (const stretch of stretchesOf(steps)) {
    const done = await runStretch(stretch, stage);
    statements.push(...done.statements);
    if (done.error !== null) return { statements, error: done.error };
  }
  return { statements, error: null };
}

const isWatched = ({ work }: Step): boolean => work.kind === "sql" || work.kind === "backfill";

function stretchesOf(steps: readonly Step[]): readonly (readonly Step[])[] {
  const stretches: Step[][] = [];
  for (const step of steps) {
    const last = stretches.at(-1);
    const [first] = last ?? [];
    if (last !== undefined && first !== undefined && isWatched(first) && isWatched(step)) last.push(step);
    else stretches.push([step]);
  }
  return stretches;
}

async function runStretch(steps: readonly Step[], stage: Stage): Promise<Rehearsed> {
  const [first] = steps;
  if (first === undefined) return { statements: [], error: null };
  if (!isWatched(first)) return runUnwatched(first, stage);
  const run = await stage.measure(steps.map(({ sql }) => sql));
  const seen = run.statements.flatMap((measured) => {
    const step = steps[measured.index];
    return step === undefined ? [] : [{ step, measured }];
  });
  const broken = seen.find(({ measured }) => measured.error !== null);
  return {
    statements: seen.map(({ step, measured }) => statementOf(step, measured)),
    error:
      broken?.measured.error === undefined || broken.measured.error === null
        ? null
        : { statement: broken.step.number, ...wordsOf(broken.measured.error) },
  };
}

const wordsOf = ({ sqlState, message }: { readonly sqlState: string; readonly message: string }) => ({
  sqlState,
  message,
});

const nameOf = ({ schema, name }: RelationName): string => `${schema}.${name}`;

function statementOf(step: Step, measured: MeasuredStatement): RehearsedStatement {
  const { locks, rewritten, scanned, estimatedSeconds, durationMs, unseen } = measured;
  return {
    statement: step.number,
    sql: firstLine(step),
    locks: locks.map(({ relation, mode }) => ({ relation: nameOf(relation), mode })),
    rewritten: rewritten.map(nameOf),
    scanned: scanned.map(nameOf),
    estimatedSeconds,
    durationMs,
    measured: !unseen.includes("not-run"),
  };
}

const firstLine = ({ sql }: Step): string => /^.{0,200}/.exec(sql)?.[0] ?? "";

async function runUnwatched(step: Step, { runner, signal }: Stage): Promise<Rehearsed> {
  const statement: RehearsedStatement = {
    statement: step.number,
    sql: firstLine(step),
    locks: [],
    rewritten: [],
    scanned: [],
    estimatedSeconds: null,
    durationMs: 0,
    measured: false,
  };
  try {
    await runner.script("begin");
    if (step.work.kind === "copy") await runner.copyIn?.(step.sql, step.work.rows);
    if (step.work.kind === "code")
      await (
        await step.work.load()
      )({ query: (sql, parameters) => runner.query(sql, parameters), signal });
    await runner.script("commit");
    return { statements: [statement], error: null };
  } catch (error) {
    await runner.script("rollback");
    const message = error instanceof Error ? error.message : String(error);
    return { statements: [statement], error: { statement: step.number, sqlState: null, message } };
  }
}

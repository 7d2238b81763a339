import type { Row, Session } from "../../catalog/index.ts";
import type { Backfill, Step } from "../step.ts";
import { failureOf, foreseen, sqlErrorOf } from "./failure.ts";
import { untilAborted } from "./interrupt.ts";
import { writeJournal } from "./journal-store.ts";
import { assertLocked } from "./lock.ts";
import { awaitReplicas } from "./replicas.ts";
import { withRetries } from "./retry.ts";
import { becomeSelf, begin } from "./session-state.ts";
import type { StepPlace, StepResult } from "./step-place.ts";

// Rows are passed over by their keys: without an index each part would scan the table; a key that is not unique would
// cut through equal ones.
const KEYED = `
  select 1 from pg_catalog.pg_index i
  join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
  where i.indrelid = pg_catalog.to_regclass($1) and pg_catalog.quote_ident(a.attname) = $2
    and i.indisunique and i.indisvalid and i.indnkeyatts = 1 and i.indpred is null and a.attnotnull`;

/**
 * Runs an UPDATE or DELETE part by part along a key, each part in a transaction with the key it has come to: a broken run
 * goes on there, and no row is done twice.
 */
export async function runBackfill(place: StepPlace, step: Step, backfill: Backfill): Promise<StepResult> {
  const { parts, run } = place;
  const startedMs = parts.clock.monotonicMs();
  if (!(await hasKey(parts.session, backfill))) return noKey(place, step, backfill);
  let position = run.earlier.get(step.number)?.position ?? null;
  let count = 0;
  for (;;) {
    parts.signal.throwIfAborted();
    const to = await nextKey(parts.session, backfill, position);
    const ending = to ?? position;
    const result = await runPart(place, step, { backfill, from: position, to, ending });
    if (result.kind === "failed") return result;
    if (to === undefined) return { ...result, durationMs: parts.clock.monotonicMs() - startedMs };
    position = to;
    count += 1;
    parts.observe({ kind: "part", migration: run.id, statement: step.number, parts: count, position });
    await awaitReplicas(parts);
    if (backfill.pauseMs > 0) await parts.clock.sleep(backfill.pauseMs, parts.signal);
  }
}

async function hasKey(session: Session, { table, key }: Backfill): Promise<boolean> {
  return (await session.query(KEYED, [table, key])).length > 0;
}

function noKey({ task }: StepPlace, step: Step, { table, key }: Backfill): StepResult {
  const message = `${key} of ${table} cannot lead a backfill: it is no NOT NULL column with a unique index of its own`;
  const at = { file: task.file, script: task.script, step };
  const failure = foreseen(at, message, "Name the primary key's column, or give the column such an index.");
  return { kind: "failed", failure: { ...failure, rolledBack: step.number === 1 } };
}

/** The key that ends the next part; undefined when no row is left. */
async function nextKey(
  session: Session,
  { table, key, size }: Backfill,
  from: string | null,
): Promise<string | undefined> {
  const where = from === null ? "" : `where ${key} > $1`;
  const [row] = await session.query(
    `with part as (select ${key} as k from ${table} ${where} order by ${key} limit ${size})
     select k::text as key from part order by k desc limit 1`,
    from === null ? [] : [from],
  );
  return keyOf(row);
}

const keyOf = (row: Row | undefined): string | undefined => (typeof row?.["key"] === "string" ? row["key"] : undefined);

interface Part {
  readonly backfill: Backfill;
  readonly from: string | null;
  /** None: all is done, and is only to be recorded. */
  readonly to: string | undefined;
  readonly ending: string | null;
}

async function runPart(place: StepPlace, step: Step, part: Part): Promise<StepResult> {
  return withRetries(place.parts, place.task, () => attempt(place, step, part));
}

async function attempt(place: StepPlace, step: Step, { backfill, from, to, ending }: Part): Promise<StepResult> {
  const { parts, table, run, task } = place;
  const { session } = parts;
  const state = to === undefined ? "applied" : "running";
  try {
    await begin(session, parts.lockTimeoutMs);
    if (to !== undefined) await untilAborted(parts.signal, update(session, backfill, { from, to }));
    await becomeSelf(session);
    await assertLocked(session, table);
    await place.begin();
    await writeJournal(session, { table, run }, [{ step, state, durationMs: null, position: ending }]);
    await session.script("commit");
    return { kind: "applied", durationMs: 0, note: null };
  } catch (error) {
    if (parts.signal.aborted) throw error;
    await session.script("rollback");
    const words = sqlErrorOf(error);
    if (words === undefined) throw error;
    const at = { file: task.file, script: task.script, step, rolledBack: step.number === 1 && from === null };
    return { kind: "failed", failure: failureOf(at, words) };
  }
}

function update(
  session: Session,
  { between, upTo }: Backfill,
  { from, to }: { readonly from: string | null; readonly to: string },
): Promise<unknown> {
  return from === null ? session.query(upTo, [to]) : session.query(between, [from, to]);
}

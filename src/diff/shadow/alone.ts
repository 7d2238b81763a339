import type { Session } from "../../catalog/index.ts";
import { textOf } from "./cells.ts";
import { type Reads, serverMs } from "./counters.ts";
import { type Course, forgetRelations, type Observed, relationsAfter, unobserved } from "./course.ts";
import { declaredLocks } from "./declared.ts";
import { effectsOf } from "./effects.ts";
import { refusalOf } from "./failure.ts";
import { type Member, wordsOf } from "./groups.ts";
import { strongestLocks } from "./locks.ts";
import type { Relations } from "./relations.ts";
import type { ShadowSessions } from "./sessions.ts";
import { type Targets, targetsOf } from "./targets.ts";
import { type Watchable, watchStatement, type Watched } from "./watch.ts";

/** Runs a statement that PostgreSQL refuses in a transaction, with gates in its way where a second session can set them. */
export async function measureAlone(course: Course, member: Member, before: Relations): Promise<Observed> {
  const { shadow } = course;
  const targets = await targetsOf(shadow.runner, member, before);
  const beganMs = await serverMs(shadow.runner);
  // A statement that fails half-way may leave something: an invalid index.
  forgetRelations(course);
  const patience = await setPatience(shadow.runner, NO_LIMITS);
  const { error, held } = await run(shadow, member, targets);
  await setPatience(shadow.runner, patience);
  const durationMs = (await serverMs(shadow.runner)) - beganMs;
  const unseen = canWatch(shadow) ? ("brief-locks" as const) : ("locks" as const);
  if (error !== null) return unobserved(member, { error, before, durationMs });
  const after = await relationsAfter(course);
  const reads = readTables(member, { targets, before, after });
  const effects = effectsOf({ before, after, reads, isRewriting: true });
  return {
    member,
    error,
    refusedRows: null,
    locks: strongestLocks(held, before),
    effects,
    before,
    durationMs,
    unseen: [unseen],
    lost: [],
  };
}

const canWatch = (shadow: ShadowSessions): shadow is Watchable => shadow.openWatcher !== null;

/** Where no gate could stand, the lock is taken from the table of declared ones. */
async function run(shadow: ShadowSessions, member: Member, targets: Targets): Promise<Watched> {
  const declared = declaredLocks(member, targets);
  if (!canWatch(shadow)) {
    const error = await refusalOf(() => shadow.runner.script(member.sql));
    return { error, held: declared, gated: new Set() };
  }
  const watched = await watchStatement(shadow, member.sql, targets.tables);
  const tables = new Set(targets.tables.map(({ oid }) => oid));
  const missing = declared.filter(({ oid }) => tables.has(oid) && !watched.gated.has(oid));
  return { ...watched, held: [...watched.held, ...missing] };
}

interface Seen {
  readonly targets: Targets;
  readonly before: Relations;
  readonly after: Relations;
}

/** Counters of its transactions are gone by now. Its new files say what was read, and VACUUM reads what it names. */
function readTables(member: Member, { targets, before, after }: Seen): ReadonlyMap<string, Reads> {
  const refiled = [...before.values()].filter(({ oid, file }) => (after.get(oid)?.file ?? file) !== file);
  const vacuumed = wordsOf(member)[0] === "VACUUM" ? targets.tables : [];
  const tables = [...refiled, ...vacuumed].filter(({ kind, file }) => kind === "table" && file !== "0");
  return new Map(tables.map(({ oid }) => [oid, { times: 1, rows: 0 }]));
}

const NO_LIMITS: readonly string[] = ["0", "0"];

/** Our own gates must not use up the script's timeouts. Sets both and answers what they were. */
async function setPatience(runner: Session, limits: readonly string[]): Promise<readonly string[]> {
  const [row = {}] = await runner.query(
    "select pg_catalog.current_setting('lock_timeout') as lock, pg_catalog.current_setting('statement_timeout') as whole",
  );
  await runner.query(
    "select pg_catalog.set_config('lock_timeout', $1, false), pg_catalog.set_config('statement_timeout', $2, false)",
    limits,
  );
  return [textOf(row, "lock"), textOf(row, "whole")];
}

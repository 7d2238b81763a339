import { sortedBy } from "../../kit/index.ts";
import { relationKey, type RelationName } from "../../catalog/index.ts";
import { type Course, type MeasureOptions, type Observed, relationsNow } from "./course.ts";
import { estimatedSeconds, pagesByOid } from "./estimate.ts";
import { type Group, groupsOf } from "./groups.ts";
import { firstTakers, heldOver } from "./held.ts";
import { measureGroup } from "./measure-group.ts";
import type { MeasuredRun, MeasuredStatement } from "./measured.ts";
import type { Relation } from "./relations.ts";
import type { ShadowSessions } from "./sessions.ts";
import { openTally } from "./tally.ts";

/**
 * Runs the statements of a script on a shadow and says what each did there: locks per relation (pg_locks), files replaced
 * (pg_class.relfilenode), tables read from end to end (pg_stat_xact_user_tables), rows lost. What a statement does to a small
 * table is what it does to a large one; only for queries the planner is told to read whole tables just where no index helps.
 * The script's effects stay on the shadow. Error: `database-connection-lost`.
 *
 * @example
 * const run = await measureStatements(shadow, ["alter table orders alter column total set not null"]);
 * run.statements[0]?.scanned; // [{ schema: "public", name: "orders" }]
 */
export async function measureStatements(
  shadow: ShadowSessions,
  statements: readonly string[],
  options: MeasureOptions = {},
): Promise<MeasuredRun> {
  const watcher = options.rows === false ? undefined : await shadow.openWatcher?.();
  try {
    const tally = options.rows === false ? undefined : await openTally(watcher ?? shadow.runner);
    return await measureAll({ shadow, options, tally, seen: { relations: undefined } }, statements);
  } finally {
    await watcher?.[Symbol.asyncDispose]();
  }
}

async function measureAll(course: Course, statements: readonly string[]): Promise<MeasuredRun> {
  const { options } = course;
  const relations = (await relationsNow(course)).values();
  const pages = pagesByOid(relations, options.sizes ?? new Map());
  const groups = await measureGroups(course, groupsOf(statements, options.sharing ?? "file"));
  const observed = groups.flat();
  const disk = { pages, megabytesPerSecond: options.megabytesPerSecond };
  return {
    statements: observed.map((one) => measured(one, estimatedSeconds(one.effects, disk))),
    created: observed.flatMap(({ effects, member }) =>
      effects.created.map(({ name }) => ({ relation: name, by: member.index })),
    ),
    heldOver: firstTakers(groups.flatMap(heldOver)),
  };
}

async function measureGroups(course: Course, groups: readonly Group[]): Promise<readonly (readonly Observed[])[]> {
  const observed: (readonly Observed[])[] = [];
  for (const group of groups) {
    const some = await measureGroup(course, group);
    observed.push(some);
    if (course.options.afterError === "stop" && some.some(({ error }) => error !== null)) break;
  }
  return observed;
}

function measured(
  { member, error, refusedRows, locks, effects, durationMs, unseen, lost }: Observed,
  seconds: number | null,
): MeasuredStatement {
  return {
    index: member.index,
    sql: member.sql,
    error,
    refusedRows,
    locks,
    rewritten: namesOf(effects.rewritten),
    scanned: namesOf(effects.scanned.keys()),
    built: namesOf(effects.built),
    rowsLost: lost,
    estimatedSeconds: seconds,
    durationMs,
    unseen,
  };
}

const namesOf = (relations: Iterable<Relation>): readonly RelationName[] =>
  sortedBy(
    [...relations].map(({ name }) => name),
    relationKey,
  );

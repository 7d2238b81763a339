import { groupBy } from "../../../kit/index.ts";
import { batchedSql, shownSql } from "../judge/batched.ts";
import type { Relations } from "../judge/relations.ts";
import type { Likely } from "../risk.ts";
import { TYPE } from "../wire/hash.ts";
import type { Joined } from "./joined.ts";
import type { Logged } from "./logged.ts";
import { runsIn, type LoggedRun } from "./runs.ts";
import { createStepReader } from "./steps.ts";

export interface LikelyOptions {
  /** So many lookups of one form count. */
  readonly threshold: number;
  /** Milliseconds between two of them at most. */
  readonly gapMs: number;
}

/** Below these a loop is hardly worth a change, or no loop. */
const USUAL: LikelyOptions = { threshold: 5, gapMs: 1_000 };

/**
 * What the log of a server makes likely: within one session a list, and behind it five lookups or more of one form, one after the
 * other, whose compared column a foreign key joins with the list's table and whose values differ. Silent on lists of keys, retries,
 * lookups behind a lookup of one row, and rounds that are a transaction each. The values are compared and not kept.
 *
 * @example
 * likelyIn([], { tables: new Map(), foreignKeys: [] }, "postgresql.csv"); // []
 */
export function likelyIn(executions: readonly Logged[], relations: Relations, origin: string): readonly Likely[] {
  const read = createStepReader();
  const sessions = [...groupBy(executions, ({ session }) => session).values()];
  const runs = sessions.flatMap((session) =>
    runsIn(
      session.flatMap((one) => read(one) ?? []),
      relations,
      USUAL,
    ),
  );
  const pairs = groupBy(runs, ({ parent, child, joined }) => `${parent.key}\n${child.key}\n${joined.foreignKey}`);
  return [...pairs.values()]
    .map((same) => described(same, origin))
    .toSorted((a, b) => (b.totalMs ?? 0) - (a.totalMs ?? 0) || b.queries - a.queries);
}

function described(runs: readonly LoggedRun[], origin: string): Likely {
  const [first] = runs;
  const times = runs.flatMap(({ totalMs }) => totalMs ?? []);
  return {
    class: "likely",
    origin,
    parent: shownSql(first?.parent.key ?? ""),
    child: shownSql(first?.child.key ?? ""),
    foreignKey: first?.joined.foreignKey ?? "",
    runs: runs.length,
    queries: runs.reduce((sum, { queries }) => sum + queries, 0),
    mostQueries: Math.max(...runs.map(({ queries }) => queries)),
    totalMs: times.length === 0 ? null : times.reduce((sum, time) => sum + time, 0),
    batchedSql: first === undefined ? "" : batchedOf(first),
  };
}

/** The type is not in the log: the keys' own column decides when the text is used. */
const batchedOf = ({ child, input }: LoggedRun & { readonly joined: Joined }): string =>
  batchedSql({ key: child.key, input, type: TYPE.int8, verb: child.shape.verb, isAtMostOne: false });

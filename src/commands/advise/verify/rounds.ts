import { type Spread, spreadOf, type Trial } from "../../../advice/indexes/index.ts";
import type { Session } from "../../../catalog/index.ts";
import type { World } from "../../../command/index.ts";
import type { BuiltIndex } from "./build.ts";
import { type Refused, type Run, runOnce } from "./measure.ts";
import type { Verified } from "./output.ts";

/** Runs by the statement's text. */
export type Runs = Map<string, (Run | Refused)[]>;

export interface Rounds {
  readonly before: Runs;
  readonly after: Runs;
  /** Without the indexes once more, after they were dropped; empty where they are kept. */
  readonly again: Runs;
}

const RUNS = 7;
/** A statement that has taken so long in all is not run again, but at least so often. */
const ENOUGH_MS = 5_000;
const LEAST_RUNS = 3;

interface Running {
  readonly trials: readonly Trial[];
  readonly timeout: number;
  readonly into: Runs;
}

/** All statements in turn, again and again, so that a busy minute does not fall on one of them. The first run of each only warms up. */
export async function runAll(world: World, session: Session, { trials, timeout, into }: Running): Promise<void> {
  const spent = new Map<string, number>();
  for (let round = 0; round <= RUNS; round += 1)
    for (const trial of trials.filter(({ sql }) => sql !== null)) {
      const known = into.get(trial.text) ?? [];
      const isDone = round > LEAST_RUNS && (spent.get(trial.text) ?? 0) > ENOUGH_MS;
      if (isDone || known.some((run) => "refused" in run)) continue;
      world.signal.throwIfAborted();
      const run = await runOnce(session, trial, timeout);
      spent.set(trial.text, (spent.get(trial.text) ?? 0) + ("milliseconds" in run ? run.milliseconds : 0));
      if (round > 0 || "refused" in run) into.set(trial.text, [...known, run]);
    }
}

/** What the runs say of each statement. Intervals that touch are no difference. */
export function measuredQueries(
  trials: readonly Trial[],
  rounds: Rounds,
  indexes: readonly BuiltIndex[],
): Verified["queries"] {
  const ours = new Set(indexes.filter(({ buildMs }) => buildMs !== null).map(({ name }) => name));
  return trials.map(({ text, origin, calls, reason }) => {
    const [first, after, again] = [rounds.before, rounds.after, rounds.again].map((runs) => runs.get(text) ?? []);
    const [was, is, still] = [first, after, again].map((runs) => spreadOf(timesOf(runs ?? [])));
    const pooled = spreadOf(timesOf([...(first ?? []), ...(again ?? [])]));
    const refused = [...(first ?? []), ...(after ?? []), ...(again ?? [])].find((run) => "refused" in run);
    const uses = [...new Set((after ?? []).flatMap((run) => ("indexes" in run ? run.indexes : [])))].filter((name) =>
      ours.has(name),
    );
    const why = reason ?? refused?.refused ?? (ours.size === 0 ? "not-built" : null);
    return {
      text,
      origin,
      calls,
      uses,
      before: pooled ?? null,
      drift: was === undefined || still === undefined ? null : { first: was, again: still },
      after: ours.size === 0 ? null : (is ?? null),
      verdict: why === null ? verdictOf([was, still, pooled], is) : "not-measured",
      reason: why,
    };
  });
}

const timesOf = (runs: readonly (Run | Refused)[]): readonly number[] =>
  runs.flatMap((run) => ("milliseconds" in run ? [run.milliseconds] : []));

/** A difference has to hold against the runs before and against those afterwards: what merely drifted is none. */
function verdictOf(
  without: readonly (Spread | undefined)[],
  after: Spread | undefined,
): Verified["queries"][number]["verdict"] {
  const known = without.filter((one) => one !== undefined);
  if (known.length === 0 || after === undefined) return "not-measured";
  if (known.every(({ lowMs }) => after.highMs < lowMs)) return "faster";
  return known.every(({ highMs }) => after.lowMs > highMs) ? "slower" : "no-difference";
}

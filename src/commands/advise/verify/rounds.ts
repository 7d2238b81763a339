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
    const [before, after] = [rounds.before.get(text) ?? [], rounds.after.get(text) ?? []];
    const [was, is] = [spreadOf(timesOf(before)), spreadOf(timesOf(after))];
    const refused = [...before, ...after].find((run) => "refused" in run);
    const uses = [...new Set(after.flatMap((run) => ("indexes" in run ? run.indexes : [])))].filter((name) =>
      ours.has(name),
    );
    const why = reason ?? refused?.refused ?? (ours.size === 0 ? "not-built" : null);
    return {
      text,
      origin,
      calls,
      uses,
      before: was ?? null,
      after: ours.size === 0 ? null : (is ?? null),
      verdict: why === null ? verdictOf(was, is) : "not-measured",
      reason: why,
    };
  });
}

const timesOf = (runs: readonly (Run | Refused)[]): readonly number[] =>
  runs.flatMap((run) => ("milliseconds" in run ? [run.milliseconds] : []));

function verdictOf(before: Spread | undefined, after: Spread | undefined): Verified["queries"][number]["verdict"] {
  if (before === undefined || after === undefined) return "not-measured";
  if (after.highMs < before.lowMs) return "faster";
  return after.lowMs > before.highMs ? "slower" : "no-difference";
}

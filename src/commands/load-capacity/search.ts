import type { World } from "../../command/index.ts";
import { isBackwrightError } from "../../kit/index.ts";
import type { Measured } from "../../load/index.ts";
import {
  levelsOf,
  nextWish,
  type Ending,
  type Search,
  type SearchSettings,
  type Trial,
} from "../../load/capacity/index.ts";
import { trialVerdict } from "../../report/load/capacity/index.ts";
import { coolDown } from "./cool-down.ts";
import { runTrial, type Arriving, type Tried, type TrialWish } from "./run-trial.ts";
import type { Subject } from "./subject.ts";

/** How a search ended. */
export interface Searched {
  readonly search: Search;
  /** Undefined when it was interrupted. */
  readonly ending: Ending | "server-gone" | undefined;
  readonly last: Measured | undefined;
}

export interface Setup {
  readonly subject: Subject;
  readonly settings: SearchSettings;
  readonly arriving: Arriving;
  /** On the world's monotonic clock. */
  readonly startedAtMs: number;
  /** Response time of a user alone. */
  readonly aloneMs: number;
}

/** Carries out what the search wishes, until it has its answer or is interrupted. Errors: those of the engine's first trial. */
export async function carryOut(setup: Setup, world: World): Promise<Searched> {
  const { settings, startedAtMs } = setup;
  const trials: Trial[] = [];
  let last: Measured | undefined;
  for (;;) {
    const search = { settings, trials: [...trials], spentMs: world.clock.monotonicMs() - startedAtMs };
    if (world.signal.aborted) return { search, ending: undefined, last };
    const wish = nextWish(search);
    if (wish.kind === "finish") return { search, ending: wish.ending, last };
    const tried = await attempt(setup, { wish, number: trials.length }, world);
    if (tried === "server-gone") return { search, ending: tried, last };
    if (!world.signal.aborted || isUseful(tried.trial, wish)) trials.push(tried.trial);
    last = tried.measured;
    world.progress.note(trialVerdict(tried.trial, levelOf(trials, tried.trial, settings)));
    if (hasLeftBehind(tried.trial, trials, settings)) await coolDown(setup.subject, setup.aloneMs, world);
  }
}

interface Attempt {
  readonly wish: TrialWish;
  readonly number: number;
}

/** A server that no longer takes connections has been answered for by the trials before. */
async function attempt(setup: Setup, { wish, number }: Attempt, world: World): Promise<Tried | "server-gone"> {
  const arriving = { ...setup.arriving, seed: setup.arriving.seed + number };
  try {
    return await runTrial(setup.subject, { wish, arriving }, world);
  } catch (failure) {
    if (number > 0 && isBackwrightError(failure) && failure.code === "load-unreachable") return "server-gone";
    throw failure;
  }
}

const HALF = 0.5;

/** An interrupted trial counts when most of it was made. */
const isUseful = ({ durationMs }: Trial, wish: TrialWish): boolean => durationMs > wish.durationMs * HALF;

const levelOf = (trials: readonly Trial[], trial: Trial, { objectives }: SearchSettings) =>
  levelsOf(trials, objectives).find(({ ratePerSecond }) => ratePerSecond === trial.ratePerSecond);

function hasLeftBehind(trial: Trial, trials: readonly Trial[], settings: SearchSettings): boolean {
  return trial.observation.lost > 0 || levelOf(trials, trial, settings)?.leaning === "failed";
}

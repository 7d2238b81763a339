import { bracketOf } from "./bracket.ts";
import { kneeOf } from "./knee.ts";
import { levelsOf, type Level, type Purpose, type Trial } from "./level.ts";
import type { Objective } from "./objective.ts";

export interface SearchSettings {
  readonly objectives: readonly Objective[];
  /** The first rate that is tried. */
  readonly startPerSecond: number;
  /** What the server answered at most under closed load: tried before anything above it. */
  readonly ceilingPerSecond?: number;
  readonly lowestPerSecond: number;
  readonly highestPerSecond: number;
  /** The search ends when the lowest failed rate is at most this share above the highest passed one. */
  readonly tolerance: number;
  readonly trialMs: number;
  readonly confirmationMs: number;
  /** For all that the search does, its confirmation included. */
  readonly budgetMs: number;
}

/** What a search knows. */
export interface Search {
  readonly settings: SearchSettings;
  readonly trials: readonly Trial[];
  /** Since the search began: trials, pauses, everything. */
  readonly spentMs: number;
}

/** Why a search ended. */
export type Ending = "held" | "not-held" | "out-of-time" | "nothing-passed" | "starved";

/** What a search wants to happen next. */
export type Wish =
  | { readonly kind: "trial"; readonly ratePerSecond: number; readonly durationMs: number; readonly purpose: Purpose }
  | { readonly kind: "finish"; readonly ending: Ending };

const STEP = 2;
const GENTLE_STEP = 1.1;
const MOST_REPETITIONS = 2;
const MOST_TRIALS_OF_A_RATE = 2;
const MOST_TRIALS_OF_A_TIE = 3;
const LONGEST = 4;
const GAP_OF_A_SHORT_TRIAL = 0.7;
const NARROW = 1.15;
// A trial ends with answers that are waited for and a pause in which the server's queue drains.
const AROUND_TRIAL_MS = 1_200;
// At the knee itself a confirmation would fail every other time.
const BELOW_KNEE = 0.98;

/**
 * The next wish of a search for the highest rate that keeps all objectives: rates double until one fails, then the gap is
 * halved geometrically, then the highest rate that passed is held for the time of a confirmation. Everything is concluded
 * from the trials so far: the same trials, the same wish.
 *
 * @example
 * let search: Search = { settings, trials: [], spentMs: 0 };
 * const wish = nextWish(search); // { kind: "trial", ratePerSecond: 100, durationMs: 2_000, purpose: "exponential" }
 */
export function nextWish(search: Search): Wish {
  const levels = levelsOf(search.trials, search.settings.objectives);
  return (
    repetition(search) ??
    settled(search, levels) ??
    extension(search, levels) ??
    verification(search, levels) ??
    step(search, levels)
  );
}

/** A trial whose generator was starved says nothing: once more, twice at most, as long as the confirmation's time is left. */
function repetition(search: Search): Wish | undefined {
  const last = search.trials.at(-1);
  if (last === undefined || !last.isStarved || starvedAt(search.trials, last.ratePerSecond) > MOST_REPETITIONS)
    return undefined;
  const { ratePerSecond, durationMs, purpose } = last;
  const isConfirmation = durationMs >= search.settings.confirmationMs;
  if (!hasTimeFor(search, durationMs, isConfirmation ? 0 : search.settings.confirmationMs)) return undefined;
  return { kind: "trial", ratePerSecond, durationMs, purpose: isConfirmation ? purpose : "repetition" };
}

/** After a confirmation: the end, unless it failed early enough for the search to go on below it. */
function settled(search: Search, levels: readonly Level[]): Wish | undefined {
  const confirmed = search.trials.findLast(({ purpose, isStarved }) => purpose === "confirmation" && !isStarved);
  if (confirmed === undefined) return undefined;
  const level = levels.find(({ ratePerSecond }) => ratePerSecond === confirmed.ratePerSecond);
  if (level?.verdict !== "failed") return { kind: "finish", ending: "held" };
  return hasTimeFor(search, search.settings.confirmationMs) ? undefined : { kind: "finish", ending: "not-held" };
}

/** More of the same rate where its verdict is open and the gap around it is narrow: a wide one is better halved. */
function extension(search: Search, levels: readonly Level[]): Wish | undefined {
  const last = search.trials.at(-1);
  const level = levels.find(({ ratePerSecond }) => ratePerSecond === last?.ratePerSecond);
  const most = level?.isTied === true ? MOST_TRIALS_OF_A_TIE : MOST_TRIALS_OF_A_RATE;
  if (level === undefined || level.verdict !== "unclear" || level.trials.length >= most) return undefined;
  const isNarrow = gapOf(levels) < NARROW;
  return isNarrow || level.leaning === "failed" || level.isTied
    ? trial(search, levels, { ratePerSecond: level.ratePerSecond, purpose: "extension" })
    : undefined;
}

/**
 * A failure that contradicts what passed above it, or that closes the gap on the strength of a single trial, is looked at
 * once more: a busy machine makes such failures. A queue that grows needs no second look.
 */
function verification(search: Search, levels: readonly Level[]): Wish | undefined {
  const { passed, failed, contradicted } = bracketOf(levels);
  const doubtful = contradicted ?? (isClosed(search, passed, failed) ? failed : undefined);
  const enough = doubtful?.verdict === "failed" ? MOST_TRIALS_OF_A_RATE : MOST_TRIALS_OF_A_TIE;
  const isSure = doubtful === undefined || doubtful.isGrowing || doubtful.trials.length >= enough;
  return isSure ? undefined : trial(search, levels, { ratePerSecond: doubtful.ratePerSecond, purpose: "verification" });
}

function step(search: Search, levels: readonly Level[]): Wish {
  const { passed, failed } = bracketOf(levels);
  const { lowestPerSecond, highestPerSecond } = search.settings;
  const top = Math.min(failed?.ratePerSecond ?? Number.POSITIVE_INFINITY, limitOf(search.trials));
  const isDone = isClosed(search, passed, { ratePerSecond: top }) || (passed?.ratePerSecond ?? 0) >= highestPerSecond;
  const ratePerSecond = nextRate(search.settings, passed?.ratePerSecond, top);
  if (ratePerSecond < lowestPerSecond)
    return { kind: "finish", ending: failed === undefined ? "starved" : "nothing-passed" };
  const purpose = passed === undefined || !Number.isFinite(top) ? "exponential" : "bisection";
  const next = isDone ? undefined : trial(search, levels, { ratePerSecond, purpose });
  return next ?? confirmed(search, levels);
}

/** Twice what passed or half of what failed; the geometric middle once there are both. */
function nextRate(settings: SearchSettings, passed: number | undefined, top: number): number {
  const { startPerSecond, highestPerSecond } = settings;
  const ceilingPerSecond = rounded(settings.ceilingPerSecond ?? 0);
  if (passed === undefined) return rounded(Number.isFinite(top) ? top / STEP : startPerSecond);
  if (Number.isFinite(top)) return rounded(Math.sqrt(passed * top));
  if (passed < ceilingPerSecond) return rounded(Math.min(passed * STEP, ceilingPerSecond, highestPerSecond));
  // Above what was thought to be the most, in steps that grow.
  const beyond = ceilingPerSecond === 0 ? STEP : Math.min(STEP, (GENTLE_STEP * passed) / ceilingPerSecond);
  return rounded(Math.min(highestPerSecond, passed * beyond));
}

function isClosed(
  { settings }: Search,
  passed: Pick<Level, "ratePerSecond"> | undefined,
  failed: Pick<Level, "ratePerSecond"> | undefined,
): boolean {
  if (passed === undefined || failed === undefined) return false;
  return failed.ratePerSecond <= passed.ratePerSecond * (1 + settings.tolerance);
}

/** Holds the highest rate that passed, or one just below the estimate of the knee where that is lower. */
function confirmed(search: Search, levels: readonly Level[]): Wish {
  const { passed, failed } = bracketOf(levels);
  if (passed === undefined || !hasTimeFor(search, search.settings.confirmationMs))
    return { kind: "finish", ending: "out-of-time" };
  const knee = kneeOf(levels, search.settings.objectives)?.ratePerSecond ?? passed.ratePerSecond;
  const highest = Math.min(knee, failed?.ratePerSecond ?? knee) * BELOW_KNEE;
  const isRough = gapOf(levels) > 1 + 2 * search.settings.tolerance;
  return confirmation(search, rounded(isRough ? highest : Math.min(passed.ratePerSecond, highest)));
}

const confirmation = ({ settings }: Search, ratePerSecond: number): Wish => ({
  kind: "trial",
  ratePerSecond,
  durationMs: settings.confirmationMs,
  purpose: "confirmation",
});

interface Idea {
  readonly ratePerSecond: number;
  readonly purpose: Purpose;
}

/** A trial, unless the time that is left is the confirmation's. The nearer the knee, the longer: less distinguishes its sides. */
function trial(search: Search, levels: readonly Level[], idea: Idea): Wish | undefined {
  const { trialMs, confirmationMs } = search.settings;
  const durationMs =
    trialMs * Math.min(LONGEST, Math.max(1, Math.round(GAP_OF_A_SHORT_TRIAL / Math.log(gapOf(levels)))));
  if (!hasTimeFor(search, durationMs, confirmationMs)) return undefined;
  return { kind: "trial", ...idea, durationMs };
}

/** The lowest rate that failed over the highest that passed; 2 until both are known. */
function gapOf(levels: readonly Level[]): number {
  const { passed, failed } = bracketOf(levels);
  return passed === undefined || failed === undefined ? STEP : failed.ratePerSecond / passed.ratePerSecond;
}

function hasTimeFor({ settings, spentMs }: Search, durationMs: number, reservedMs = 0): boolean {
  const around = reservedMs === 0 ? AROUND_TRIAL_MS : 2 * AROUND_TRIAL_MS;
  return spentMs + durationMs + reservedMs + around <= settings.budgetMs;
}

/** The lowest rate that the generator could not send, however often it was asked to. */
function limitOf(trials: readonly Trial[]): number {
  const starved = trials.filter(({ isStarved }) => isStarved).map(({ ratePerSecond }) => ratePerSecond);
  const hopeless = starved.filter((rate) => starvedAt(trials, rate) > MOST_REPETITIONS && !hasUsable(trials, rate));
  return Math.min(...hopeless, Number.POSITIVE_INFINITY);
}

const starvedAt = (trials: readonly Trial[], rate: number): number =>
  trials.filter(({ isStarved, ratePerSecond }) => isStarved && ratePerSecond === rate).length;

const hasUsable = (trials: readonly Trial[], rate: number): boolean =>
  trials.some(({ isStarved, ratePerSecond }) => !isStarved && ratePerSecond === rate);

/** Four digits: what is printed is what was sent. */
const rounded = (rate: number): number => Number(rate.toPrecision(4));

import type { World } from "../../command/index.ts";
import type { LoadPlan, LoadTick, Measured } from "../../load/index.ts";
import { figuresOf, isHopeless, isSpoilt, observationOf, type Trial, type Wish } from "../../load/capacity/index.ts";
import { validityOf } from "../../load/validity/index.ts";
import { tickText, trialTitle } from "../../report/load/capacity/index.ts";
import { strictestMs, type Subject } from "./subject.ts";

export type TrialWish = Extract<Wish, { readonly kind: "trial" }>;

/** How arrivals come and over how many connections. */
export interface Arriving {
  readonly arrivals: "constant" | "poisson";
  readonly connections: number | undefined;
  readonly seed: number;
}

export interface Tried {
  readonly trial: Trial;
  readonly measured: Measured;
}

const FEWEST_CONNECTIONS = 64;
const MOST_CONNECTIONS = 512;
// Of what Little's law needs at the limit: a queue that is longer has broken the objective anyway.
const SPARE = 4;

/** Connections that a rate needs for its answers to take as long as the objectives allow. */
export function connectionsFor(subject: Subject, { connections }: Arriving, ratePerSecond: number): number {
  if (connections !== undefined) return connections;
  const wanted = Math.ceil((ratePerSecond * strictestMs(subject) * SPARE) / 1_000);
  return Math.min(MOST_CONNECTIONS, Math.max(FEWEST_CONNECTIONS, wanted));
}

/** Sends one trial; it ends early when it cannot pass any more. Errors: those of the engine. */
export async function runTrial(
  subject: Subject,
  { wish, arriving }: { readonly wish: TrialWish; readonly arriving: Arriving },
  world: World,
): Promise<Tried> {
  const enough = new AbortController();
  const step = world.progress.step(trialTitle(wish));
  const onTick = (tick: LoadTick): void => {
    step.update(tickText(tick));
    if (isHopeless(tick, subject.objectives)) enough.abort();
  };
  try {
    const signal = AbortSignal.any([world.signal, enough.signal]);
    const measured = await world.load.run(planOf(subject, wish, arriving), { signal, onTick });
    step.done(measured.interrupted ? (world.signal.aborted ? "interrupted" : "ended early") : undefined);
    return { measured, trial: trialOf(measured, wish, subject) };
  } finally {
    step.failed();
  }
}

const planOf = (subject: Subject, wish: TrialWish, arriving: Arriving): LoadPlan => ({
  ...subject.plan,
  concurrency: connectionsFor(subject, arriving, wish.ratePerSecond),
  arrival: { startPerSecond: wish.ratePerSecond, stages: [], process: arriving.arrivals },
  durationMs: wish.durationMs,
  seed: arriving.seed,
});

function trialOf(measured: Measured, wish: TrialWish, { objectives }: Subject): Trial {
  const durationMs = measured.interrupted ? Math.min(measured.elapsedMs, wish.durationMs) : wish.durationMs;
  const observation = observationOf(measured, objectives, durationMs);
  return {
    ratePerSecond: wish.ratePerSecond,
    purpose: wish.purpose,
    durationMs,
    observation,
    isStarved: isSpoilt(validityOf(measured), observation, objectives),
    figures: figuresOf(measured),
  };
}

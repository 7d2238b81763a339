import type { Compared, CompareOptions } from "../../../load/compare/index.ts";
import { errors } from "../../../kit/index.ts";
import type { LoadObserver } from "../../../load/index.ts";
import { monotonicMs } from "../clock.ts";
import { addressesOf, openingError } from "../dial/index.ts";
import { mayUseKernel } from "../host/index.ts";
import { stopAll } from "../lane/index.ts";
import { newMeter, startProgress } from "../measure/index.ts";
import { COUNTER, newControl, type Control } from "../memory/index.ts";
import { newPair, type Pair, type PairReady, type PlanPair } from "../pair/index.ts";
import { untilAborted } from "../until-aborted.ts";
import { newWorkerPair } from "../workers/index.ts";
import type { GatedLane } from "./gate.ts";
import { runBlocks } from "./run-blocks.ts";
import { sideMeasured } from "./side-measured.ts";

/**
 * Loads two endpoints in turn from one thread, with the connections of both open: a thread of its own where the kernel's transport
 * may carry both, because that one blocks. A plan's own end does not count: the options say how long. Errors: those of a run, and
 * `load-compare-thread-lost`.
 */
export async function comparePlans(
  plans: PlanPair,
  options: CompareOptions,
  observer: LoadObserver,
): Promise<Compared> {
  const control = newControl(plans.length);
  const pair = (plans.every(mayUseKernel) ? newWorkerPair : newPair)({ plans, control });
  return comparePair({ plans, pair, control }, options, observer);
}

/** Two plans, and the lanes that they become. */
export interface PairToCompare {
  readonly plans: PlanPair;
  readonly pair: Pair;
  readonly control: Control;
}

/** The same with lanes from elsewhere. */
export async function comparePair(
  { plans, pair, control }: PairToCompare,
  options: CompareOptions,
  observer: LoadObserver,
): Promise<Compared> {
  try {
    const opened = await untilAborted(openPair(pair, plans), observer.signal);
    return await compareOpened({ ...opened, plans, pair, control }, options, observer);
  } finally {
    pair.close();
  }
}

async function openPair(pair: Pair, plans: PlanPair): Promise<PairReady> {
  const opened = await pair.open([await addressesOf(plans[0]), await addressesOf(plans[1])]);
  if ("failure" in opened) throw openingError(plans[opened.of], opened.failure);
  return opened;
}

interface Opened extends PairReady, PairToCompare {}

async function compareOpened(opened: Opened, options: CompareOptions, observer: LoadObserver): Promise<Compared> {
  const { plans, pair, control } = opened;
  const { signal } = observer;
  const meter = newMeter();
  const startedAt = monotonicMs();
  control.times.fill(startedAt);
  const stop = (): void => stopAll(control);
  signal.addEventListener("abort", stop, { once: true });
  const memories = opened.lanes.map(({ memory }) => memory);
  using _progress = startProgress({ plan: plans[0], lanes: memories, startedAt }, observer.onTick);
  let hasEnded = false;
  const running = pair.run().finally(() => {
    hasEnded = true;
  });
  const isOver = (): boolean =>
    hasEnded || signal.aborted || memories.some(({ counters }) => counters[COUNTER.aborted] === 1);
  const gated = (gate: 0 | 1): GatedLane => ({ memory: opened.lanes[gate].memory, control, gate, isOver });
  const blocks = await Promise.race([runBlocks({ first: gated(0), second: gated(1), options }), failing(running)]);
  stop();
  const end = await running;
  signal.removeEventListener("abort", stop);
  if (end.lost !== undefined)
    throw errors.loadCompare.threadLost({ reason: end.lost, pairs: blocks.blocks.length / 2 });
  const whole = { elapsedMs: monotonicMs() - startedAt, interrupted: signal.aborted };
  const facts = { plans, opened, end, cpuMs: meter.cpuMs(), ...whole };
  return { first: sideMeasured(0, facts), second: sideMeasured(1, facts), ...blocks, ...whole };
}

/** Only a failure of the transport ends the blocks: its success is theirs. */
const failing = (running: Promise<unknown>): Promise<never> =>
  new Promise((_resolve, reject) => {
    running.catch(reject);
  });

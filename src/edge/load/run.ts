import {
  mergedHistogram,
  type GeneratorMeasured,
  type LoadObserver,
  type LoadPlan,
  type Measured,
} from "../../load/sending/index.ts";
import { monotonicMs } from "./clock.ts";
import { addressesOf, openingError } from "./dial/index.ts";
import {
  newHost,
  newSampleQueue,
  samplesOf,
  type Host,
  type HostParts,
  type LaneEnd,
  type Opened,
  type SampleBatch,
} from "./host/index.ts";
import { stopAll } from "./lane/index.ts";
import { measuredOf, newMeter, startProgress, type Meter } from "./measure/index.ts";
import { COUNTER, newControl, noteUnfinished, type Control, type LaneMemory } from "./memory/index.ts";
import { endOverdue } from "./overdue.ts";
import { actorOf } from "./play/index.ts";
import { threadsFor } from "./threads.ts";
import { untilAborted } from "./until-aborted.ts";
import { newWorkerHost } from "./workers/index.ts";

type Ready = Exclude<Opened, { readonly failure: unknown }>;

/**
 * Runs a plan: in threads of its own where they pay, else in this one. `newThread` starts such a thread.
 *
 * @example
 * const measured = await runPlan(plan, { signal: new AbortController().signal });
 */
export async function runPlan(plan: LoadPlan, observer: LoadObserver, newThread = newWorkerHost): Promise<Measured> {
  const threads = threadsFor(plan);
  const control = newControl(1, plan.requestLimit);
  const wantsSamples = plan.samples === true && observer.onSamples !== undefined;
  const shares = Array.from({ length: Math.max(1, threads) }, (_, index) => ({ index, of: Math.max(1, threads) }));
  const newOne = threads === 0 ? newPlayingHost : newThread;
  const hosts = shares.map((share) => newOne({ plan, share, control, wantsSamples }));
  try {
    const opened = await untilAborted(openAll(plan, hosts), observer.signal);
    return await runOpened({ plan, control, hosts, opened }, observer);
  } finally {
    for (const host of hosts) host.close();
  }
}

const newPlayingHost = (parts: HostParts): Host => newHost(parts, actorOf);

/** The first lane finds the address that answers; the others use it. */
async function openAll(plan: LoadPlan, hosts: readonly Host[]): Promise<readonly Ready[]> {
  const addresses = await addressesOf(plan);
  const [first, ...rest] = hosts;
  if (first === undefined) return [];
  const ready = readyOf(plan, await first.open(addresses));
  const others = await Promise.all(rest.map((host) => host.open([ready.address])));
  return [ready, ...others.map((opened) => readyOf(plan, opened))];
}

function readyOf(plan: LoadPlan, opened: Opened): Ready {
  if ("failure" in opened) throw openingError(plan, opened.failure);
  return opened;
}

/** A run whose lanes are all ready. */
interface ReadyRun {
  readonly plan: LoadPlan;
  readonly control: Control;
  readonly hosts: readonly Host[];
  readonly opened: readonly Ready[];
}

async function runOpened({ plan, control, hosts, opened }: ReadyRun, observer: LoadObserver): Promise<Measured> {
  const lanes = opened.map(({ memory }) => memory);
  const meter = newMeter();
  const startedAt = monotonicMs();
  control.times[0] = startedAt;
  using _progress = startProgress({ plan, lanes, startedAt }, observer.onTick);
  using _stop = stopOn(observer.signal, control);
  const names = { routes: lanes[0]?.routes ?? [], isOpen: plan.arrival !== undefined };
  const queue = newSampleQueue(async (batch) => observer.onSamples?.(samplesOf(batch, names)));
  using _overdue = endOverdue(hosts, control, plan);
  const ends = await runAll({ control, hosts, lanes }, (batch) => queue.add(batch));
  const samples = await queue.done();
  const facts = {
    plan,
    transport: opened[0]?.transport ?? "",
    address: opened[0]?.address ?? "",
    interrupted: observer.signal.aborted,
    startedAt,
    limitHeaders: ends.find(({ limitHeaders }) => limitHeaders.length > 0)?.limitHeaders ?? [],
    checks: plan.scenario === undefined ? undefined : ends.flatMap(({ checks }) => checks),
    generator: generatorOf({ opened, ends, meter }),
    ...(observer.onSamples === undefined || plan.samples !== true ? {} : { samples }),
  };
  return measuredOf(facts, lanes);
}

interface RunningLanes {
  readonly control: Control;
  readonly hosts: readonly Host[];
  readonly lanes: readonly LaneMemory[];
}

/**
 * A thread that dies ends the run of the others: what all have measured is kept, what it had in flight is counted for it, and
 * the loss is told.
 */
function runAll(
  { control, hosts, lanes }: RunningLanes,
  onSamples: (batch: SampleBatch) => void,
): Promise<readonly LaneEnd[]> {
  return Promise.all(
    hosts.map(async (host, index) => {
      const end = await host.run(onSamples);
      if (end.lost === undefined) return end;
      stopAll(control);
      const memory = lanes[index];
      if (memory !== undefined) noteUnfinished(memory);
      return end;
    }),
  );
}

function stopOn(signal: AbortSignal, control: Control): Disposable {
  const stop = (): void => stopAll(control);
  signal.addEventListener("abort", stop, { once: true });
  if (signal.aborted) stop();
  return { [Symbol.dispose]: () => signal.removeEventListener("abort", stop) };
}

interface Ended {
  readonly opened: readonly Ready[];
  readonly ends: readonly LaneEnd[];
  readonly meter: Meter;
}

function generatorOf({ opened, ends, meter }: Ended): GeneratorMeasured {
  const lanes = opened.map(({ memory }) => memory);
  const fallback = opened.find((one) => one.fallback !== undefined)?.fallback;
  const lost = ends.flatMap(({ lost }) => lost ?? []);
  const stolen = ends.flatMap(({ stolenMs }) => stolenMs ?? []);
  return {
    cpuMs: meter.cpuMs(),
    busy: Math.max(...ends.map(({ busy }) => busy)),
    workers: ends.length,
    stamps: ends.every(({ isStamped }) => isStamped) ? "kernel" : "program",
    queueing: mergedHistogram(lanes.map(({ queueing }) => queueing)),
    ...(stolen.length === 0 ? {} : { stolenMs: stolen.reduce((sum, one) => sum + one, 0) }),
    longestStallMs: Math.max(...lanes.map(({ counters }) => counters[COUNTER.longestStall] ?? 0)),
    stalledMs: lanes.reduce((sum, { counters }) => sum + (counters[COUNTER.stalled] ?? 0), 0),
    ...(fallback === undefined ? {} : { fallback }),
    ...(lost.length === 0 ? {} : { lostWorkers: lost }),
  };
}

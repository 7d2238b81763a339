import type { Compared, CompareOptions } from "../../../load/compare/index.ts";
import type { LoadObserver, LoadPlan, Measured } from "../../../load/index.ts";
import { monotonicMs } from "../clock.ts";
import { start } from "../hot/index.ts";
import { newLane, stopAll, type Lane, type Transport } from "../lane/index.ts";
import { measuredOf, newMeter, startProgress, type Meter } from "../measure/index.ts";
import { COUNTER, STEER, newControl, newLaneMemory, noteUnfinished, type Control } from "../memory/index.ts";
import { newNodeTransport } from "../node/index.ts";
import { openLane } from "./open-lane.ts";
import { runBlocks, type BlocksRun } from "./run-blocks.ts";

const INPUT_BYTES = 128 * 1024;

export type PlanPair = readonly [first: LoadPlan, second: LoadPlan];

/**
 * Loads two endpoints in turn from one thread, with the connections of both open. A plan's own end does not count: the options say
 * how long. Errors: those of a run.
 */
export async function comparePlans(
  plans: PlanPair,
  options: CompareOptions,
  observer: LoadObserver,
): Promise<Compared> {
  const control = newControl(plans.length);
  const input = new Uint8Array(INPUT_BYTES);
  const first = gatedLane(plans[0], { control, input, gate: 0 });
  const second = gatedLane(plans[1], { control, input, gate: 1 });
  const transport = newNodeTransport(plans.some(({ origin }) => origin.scheme === "https") ? "node:tls" : "node:net");
  try {
    await openLane(first, transport, observer.signal);
    await openLane(second, transport, observer.signal);
    return await compareOpened({ first, second, transport, control }, options, observer);
  } finally {
    transport.close();
  }
}

function gatedLane(plan: LoadPlan, { control, input, gate }: GateParts): Lane {
  const { durationMs: _own, requestLimit: _limit, ...endless } = plan;
  const memory = newLaneMemory(
    plan.requests.map(({ name }) => name),
    plan.concurrency,
  );
  control.words[STEER.gates + gate] = 0;
  return newLane({ plan: endless, share: { index: 0, of: 1 }, memory, control, gate, actor: undefined, input });
}

interface GateParts {
  readonly control: Control;
  readonly input: Uint8Array;
  readonly gate: number;
}

interface Opened {
  readonly first: Lane;
  readonly second: Lane;
  readonly transport: Transport;
  readonly control: Control;
}

async function compareOpened(opened: Opened, options: CompareOptions, observer: LoadObserver): Promise<Compared> {
  const { first, second, transport, control } = opened;
  const { signal } = observer;
  const meter = newMeter();
  const startedAt = monotonicMs();
  control.times[0] = startedAt;
  for (const { core } of [first, second]) start(core, startedAt);
  const stop = (): void => stopAll(control);
  signal.addEventListener("abort", stop, { once: true });
  const lanes = [first.core.memory, second.core.memory];
  using _progress = startProgress({ plan: first.plan, lanes, startedAt }, observer.onTick);
  let hasEnded = false;
  const running = transport.run([first, second], control).finally(() => {
    hasEnded = true;
  });
  const isOver = (): boolean => hasEnded || signal.aborted || isAborted(first) || isAborted(second);
  const blocks = await Promise.race([runBlocks({ first, second, options, isOver }), failing(running)]);
  stop();
  await running;
  signal.removeEventListener("abort", stop);
  const facts = { transport, meter, interrupted: signal.aborted };
  return comparedOf(opened, blocks, { ...facts, elapsedMs: monotonicMs() - startedAt });
}

const isAborted = ({ core }: Lane): boolean => core.counters[COUNTER.aborted] === 1;

/** Only a failure of the transport ends the blocks: its success is theirs. */
const failing = (running: Promise<void>): Promise<never> =>
  new Promise((_resolve, reject) => {
    running.catch(reject);
  });

interface Facts {
  readonly transport: Transport;
  readonly meter: Meter;
  readonly interrupted: boolean;
  readonly elapsedMs: number;
}

function comparedOf({ first, second }: Opened, run: BlocksRun, facts: Facts): Compared {
  const { interrupted, elapsedMs } = facts;
  return { first: factsOf(first, facts), second: factsOf(second, facts), ...run, elapsedMs, interrupted };
}

function factsOf(lane: Lane, { transport, meter, interrupted }: Facts): Measured {
  const { plan, address, core } = lane;
  noteUnfinished(core.memory);
  return measuredOf(
    {
      plan,
      transport: transport.name,
      address,
      interrupted,
      // What its gate kept it shut was taken off.
      startedAt: core.startedAt,
      limitHeaders: [],
      checks: undefined,
      generator: { cpuMs: meter.cpuMs(), busy: meter.busy(), workers: 1, stamps: "program" },
    },
    [core.memory],
  );
}

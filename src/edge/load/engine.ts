import { errors } from "../../kit/index.ts";
import {
  checkLimits,
  originText,
  type LoadEngine,
  type LoadObserver,
  type LoadPlan,
  type Measured,
} from "../../load/index.ts";
import { resolveHost } from "./address.ts";
import { dial, dialNext, dropAll, send } from "./connection.ts";
import { connectionLimit } from "./limit.ts";
import { measuredOf, newMeter } from "./measure.ts";
import { newRun, type DialFailure, type Run } from "./run-state.ts";
import { watchEnd, watchProgress, watchTimeouts } from "./timers.ts";

// So many attempts to connect are under way at once; more would overflow a listening server's queue.
const DIALING = 128;

/**
 * The load engine over Node's public sockets: one thread, one connection per user.
 *
 * @example
 * const measured = await createLoadEngine().run(plan, { signal: new AbortController().signal });
 */
export function createLoadEngine(): LoadEngine {
  return { connectionLimit, resolve: resolveHost, run: runLoad };
}

async function runLoad(plan: LoadPlan, observer: LoadObserver): Promise<Measured> {
  checkLimits(plan);
  const run = newRun(plan);
  try {
    using _ = watchTimeouts(run);
    await openFirst(run, observer.signal);
    const meter = newMeter();
    await untilFinished(run, observer);
    return measuredOf(run, meter);
  } finally {
    dropAll(run);
  }
}

/** Tries the addresses in turn; the one that answers is used for the whole run. */
async function openFirst(run: Run, signal: AbortSignal): Promise<void> {
  const addresses = run.plan.addresses ?? (await resolveHost(run.plan.origin.host));
  let failure: DialFailure | undefined;
  for (const address of addresses) {
    run.address = address;
    failure = await opening(run, signal);
    if (failure === undefined) return;
  }
  throw unopened(run, failure ?? { kind: "dns", reason: "the name has no address" });
}

function opening(run: Run, signal: AbortSignal): Promise<DialFailure | undefined> {
  let interrupt = (): void => {};
  const opened = new Promise<DialFailure | undefined>((resolve, reject) => {
    run.opening = resolve;
    interrupt = () => reject(errors.command.interrupted({ during: "while connecting" }));
    signal.addEventListener("abort", interrupt, { once: true });
    if (signal.aborted) interrupt();
    else dial(run, 0);
  });
  return opened.finally(() => {
    run.opening = undefined;
    signal.removeEventListener("abort", interrupt);
  });
}

const REASONS: Partial<Record<DialFailure["kind"], string>> = {
  "connection-refused": "the connection was refused, so nothing listens there",
  "connection-reset": "the connection was reset",
  "connection-closed": "the connection was closed at once",
  "connection-timeout": "there was no answer in time",
  unreachable: "the host cannot be reached",
};

function unopened(run: Run, { kind, reason }: DialFailure): Error {
  const target = originText(run.plan.origin);
  if (kind === "tls") return errors.load.tlsFailed({ target, reason });
  return errors.load.unreachable({ target, reason: REASONS[kind] ?? reason });
}

async function untilFinished(run: Run, observer: LoadObserver): Promise<void> {
  const finished = new Promise<void>((resolve) => {
    run.finish = resolve;
  });
  run.startedAt = performance.now();
  using _end = watchEnd(run, observer.signal);
  using _progress = watchProgress(run, observer.onTick);
  run.nextSlot = 1;
  send(run, 0);
  for (let dialing = 0; dialing < DIALING; dialing += 1) dialNext(run);
  await finished;
}

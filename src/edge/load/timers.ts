import { countOf, mergedHistogram, quantilesOf, type LoadObserver, type LoadTick } from "../../load/index.ts";
import { finishWhenIdle, onBroken } from "./connection.ts";
import type { Run } from "./run-state.ts";

const GRACE_MS = 1_000;
const TICK_MS = 250;

/** Fails what has waited longer than the time-out. One timer for all: precise to a twentieth of it, at most 100 ms. */
export function watchTimeouts(run: Run): Disposable {
  const everyMs = Math.max(5, Math.min(100, run.plan.timeoutMs / 20));
  const timer = setInterval(() => expire(run, performance.now() - run.plan.timeoutMs), everyMs);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}

function expire(run: Run, before: number): void {
  const { core, dialedAt } = run;
  for (let slot = 0; slot < run.plan.concurrency; slot += 1) {
    const dialed = dialedAt[slot] ?? 0;
    if (dialed > 0 && dialed < before) onBroken(run, slot, { kind: "connection-timeout", reason: "no answer in time" });
    else if (dialed === 0 && (core.current[slot] ?? -1) >= 0 && (core.writtenAt[slot] ?? 0) < before)
      onBroken(run, slot, { kind: "response-timeout", reason: "no answer in time" });
  }
}

/** Stops beginning requests at the end of the planned time or on the signal, and ends the run a second later. */
export function watchEnd(run: Run, signal: AbortSignal): Disposable {
  let grace: NodeJS.Timeout | undefined;
  const stop = (): void => {
    if (!run.core.stopping) run.stoppedAt = performance.now();
    run.core.stopping = true;
    grace ??= setTimeout(() => run.finish(), GRACE_MS);
    finishWhenIdle(run);
  };
  const interrupt = (): void => {
    run.interrupted = true;
    stop();
  };
  const { durationMs } = run.plan;
  const timer = durationMs === undefined ? undefined : setTimeout(stop, durationMs);
  signal.addEventListener("abort", interrupt, { once: true });
  if (signal.aborted) interrupt();
  return {
    [Symbol.dispose]: () => {
      clearTimeout(timer);
      clearTimeout(grace);
      signal.removeEventListener("abort", interrupt);
    },
  };
}

/** Tells the observer four times a second where the run stands. */
export function watchProgress(run: Run, onTick: LoadObserver["onTick"]): Disposable {
  if (onTick === undefined) return { [Symbol.dispose]: () => {} };
  let before = { at: run.startedAt, finished: 0 };
  const timer = setInterval(() => {
    const now = performance.now();
    const rate = (1_000 * (run.core.finished - before.finished)) / (now - before.at);
    before = { at: now, finished: run.core.finished };
    onTick(tickOf(run, now - run.startedAt, rate));
  }, TICK_MS);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}

function tickOf({ core }: Run, elapsedMs: number, requestsPerSecond: number): LoadTick {
  const histograms = core.routes.flatMap(({ successful }) => (successful === undefined ? [] : [successful]));
  const all = histograms.length === 1 && histograms[0] !== undefined ? histograms[0] : mergedHistogram(histograms);
  const [p50 = 0, p99 = 0] = countOf(all) === 0 ? [] : quantilesOf(all, [0.5, 0.99]);
  return {
    elapsedMs,
    finished: core.finished,
    failed: core.failed,
    inFlight: core.inFlight,
    requestsPerSecond,
    p50Ms: p50 / 1_000,
    p99Ms: p99 / 1_000,
  };
}

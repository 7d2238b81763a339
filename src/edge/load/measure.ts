import {
  FAILURE_KINDS,
  createHistogram,
  type FailureKind,
  type Measured,
  type RouteMeasured,
} from "../../load/index.ts";
import type { RouteTally } from "./hot/index.ts";
import type { Run } from "./run-state.ts";

/** How busy this process is from now on. */
export interface Meter {
  cpuMs(): number;
  busy(): number;
}

export function newMeter(): Meter {
  const cpu = process.cpuUsage();
  const loop = performance.eventLoopUtilization();
  return {
    cpuMs: () => {
      const { user, system } = process.cpuUsage(cpu);
      return (user + system) / 1_000;
    },
    busy: () => performance.eventLoopUtilization(loop).utilization,
  };
}

/** The facts of a run that has ended. */
export function measuredOf(run: Run, meter: Meter): Measured {
  const { core } = run;
  return {
    transport: run.dialer.isSecure ? "node:tls" : "node:net",
    address: `${run.address.includes(":") ? `[${run.address}]` : run.address}:${run.plan.origin.port}`,
    interrupted: run.interrupted,
    elapsedMs: elapsedOf(run),
    routes: core.routes.map((tally) => routeOf(tally, unfinishedOf(run, tally))),
    bytes: { received: core.received, sent: core.sent },
    firstByte: core.firstByte,
    connections: {
      opened: run.opened,
      failed: run.unopened,
      races: core.races,
      retried: core.retried,
      surplus: core.surplus,
      connect: run.connect,
      handshake: run.handshake,
    },
    generator: { cpuMs: meter.cpuMs(), busy: meter.busy() },
  };
}

// Answers of the grace second belong to the time that they took; a planned time that ended without one counts whole.
function elapsedOf(run: Run): number {
  const lasted = Math.max(0, run.core.lastAt - run.startedAt);
  const { durationMs } = run.plan;
  const isCut = run.interrupted || durationMs === undefined || run.core.left <= 0;
  return isCut
    ? Math.max(lasted, run.core.inFlight > 0 ? run.stoppedAt - run.startedAt : 0)
    : Math.max(lasted, durationMs);
}

function unfinishedOf({ core }: Run, tally: RouteTally): number {
  return core.current.reduce((sum, index) => (core.requests[index]?.tally === tally ? sum + 1 : sum), 0);
}

const routeOf = (tally: RouteTally, unfinished: number): RouteMeasured => ({
  name: tally.name,
  statuses: countsOf(tally.statuses),
  refusals: countsOf(tally.refusals),
  failures: failuresOf(tally),
  successful: tally.successful ?? createHistogram(),
  failed: tally.failed ?? createHistogram(),
  unfinished,
});

function countsOf(counts: Uint32Array): ReadonlyMap<number, number> {
  return new Map([...counts.entries()].filter(([, count]) => count > 0));
}

function failuresOf({ failures }: RouteTally): ReadonlyMap<FailureKind, number> {
  const rows = FAILURE_KINDS.map((kind, index) => [kind, failures[index] ?? 0] as const);
  return new Map(rows.filter(([, count]) => count > 0));
}

import {
  connectionsOf,
  distributionOf,
  generatorOf,
  intervalsFigures,
  phasesOf,
  rateLimitOf,
  scheduleOf,
  settingsOf,
  steadyFigures,
  timelineOf,
  transferOf,
  validityFigures,
} from "./figures/index.ts";
import type { Measured, RouteMeasured } from "./measured.ts";
import { outcomeOf } from "./outcome.ts";
import type { LoadPlan } from "./plan.ts";
import type { Environment, LoadReport, RouteReport } from "./result/index.ts";
import { packSlots } from "./saved/index.ts";
import { thresholdsOf, type Promised } from "./thresholds/index.ts";
import { findingsOf } from "./verdict/index.ts";

/** What a report needs besides the measurement. */
export interface RunFacts extends Promised {
  readonly plan: LoadPlan;
  /** The address as it may be shown. */
  readonly shown: string;
  readonly startedAt: Date;
  /** The command line as it may be shown. */
  readonly command?: string;
  /** The machine and the programs, as far as somebody looked. */
  readonly environment?: Environment;
}

/**
 * Everything that a run's facts say: the figures, the thresholds, and what follows from them.
 *
 * @example
 * const report = loadReport({ plan: loadPlan, shown: "http://localhost/", startedAt, targetP99: { ms: 200, asked: false } }, measured);
 */
export function loadReport(facts: RunFacts, measured: Measured): LoadReport {
  const figures = figuresOf(facts, measured);
  const thresholds = thresholdsOf(figures, facts);
  return { ...figures, thresholds, findings: findingsOf({ ...figures, thresholds }) };
}

type Figures = Omit<LoadReport, "thresholds" | "findings">;

function figuresOf({ plan, shown, startedAt, command, environment }: RunFacts, measured: Measured): Figures {
  const { routes, elapsedMs, address, transport, interrupted, aborted, checks } = measured;
  return {
    schema: "backwright.load/1",
    target: { url: shown, address, transport },
    command: command ?? null,
    settings: settingsOf(plan),
    environment: environment ?? null,
    startedAt: startedAt.toISOString(),
    elapsedMs: Math.round(elapsedMs * 1_000) / 1_000,
    interrupted,
    aborted: aborted ?? false,
    validity: validityFigures(measured),
    ...outcomeOf(routes, elapsedMs),
    intervals: intervalsFigures(measured),
    steadyState: steadyFigures(plan, measured),
    phases: phasesOf(measured),
    transfer: transferOf(measured),
    connections: connectionsOf(measured),
    generator: generatorOf(measured),
    schedule: scheduleOf(measured),
    routes: routes.map((route) => routeOf(route, elapsedMs)),
    checks: (checks ?? []).map(({ route, name, passed, failed }) => ({ route, name, passed, failed })),
    rateLimit: rateLimitOf(measured),
    timeline: timelineOf(measured),
    distribution: distributionOf(measured),
    ...(measured.slots === undefined ? {} : { raw: packSlots(measured.slots) }),
  };
}

function routeOf(route: RouteMeasured, elapsedMs: number): RouteReport {
  const { requests, latency, errors, statuses } = outcomeOf([route], elapsedMs);
  return { name: route.name, requests, latency, errors, statuses };
}

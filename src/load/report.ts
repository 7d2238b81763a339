import { latencyOf } from "./latency.ts";
import type { Measured, RouteMeasured } from "./measured.ts";
import { outcomeOf } from "./outcome.ts";
import type { LoadPlan } from "./plan.ts";
import { redactHeader } from "./redact.ts";
import type { LoadReport, LoadSettings, RouteReport } from "./result/index.ts";
import { thresholdsOf } from "./thresholds.ts";
import { findingsOf } from "./verdict/index.ts";

/** What a report needs besides the measurement. */
export interface RunFacts {
  readonly plan: LoadPlan;
  /** The address as it may be shown. */
  readonly shown: string;
  readonly startedAt: Date;
  /** The p99 target, and whether somebody asked for it. */
  readonly targetP99: { readonly ms: number; readonly asked: boolean };
}

/**
 * Everything that a run's facts say: the figures, the thresholds, and what follows from them.
 *
 * @example
 * const report = loadReport({ plan, shown: "http://localhost/", startedAt, targetP99: { ms: 200, asked: false } }, measured);
 */
export function loadReport(facts: RunFacts, measured: Measured): LoadReport {
  const figures = figuresOf(facts, measured);
  const thresholds = thresholdsOf(figures, facts.targetP99);
  return { ...figures, thresholds, findings: findingsOf({ ...figures, thresholds }) };
}

type Figures = Omit<LoadReport, "thresholds" | "findings">;

function figuresOf({ plan, shown, startedAt }: RunFacts, measured: Measured): Figures {
  const { routes, elapsedMs, address, transport, interrupted } = measured;
  return {
    schema: "backwright.load/1",
    target: { url: shown, address, transport },
    settings: settingsOf(plan),
    startedAt: startedAt.toISOString(),
    elapsedMs: round(elapsedMs),
    interrupted,
    ...outcomeOf(routes, elapsedMs),
    phases: phasesOf(measured),
    transfer: transferOf(measured),
    connections: connectionsOf(measured),
    generator: generatorOf(measured),
    routes: routes.map((route) => routeOf(route, elapsedMs)),
  };
}

function routeOf(route: RouteMeasured, elapsedMs: number): RouteReport {
  const { requests, latency, errors, statuses } = outcomeOf([route], elapsedMs);
  return { name: route.name, requests, latency, errors, statuses };
}

function settingsOf(plan: LoadPlan): LoadSettings {
  const [request] = plan.requests;
  const only = plan.requests.length === 1 ? request : undefined;
  return {
    method: only?.method ?? null,
    headers: (only?.headers ?? []).map(redactHeader).map(([name, value]) => ({ name, value })),
    bodyBytes: only?.body?.length ?? 0,
    concurrency: plan.concurrency,
    durationMs: plan.durationMs ?? null,
    requestLimit: plan.requestLimit ?? null,
    timeoutMs: plan.timeoutMs,
    keepAlive: plan.keepAlive,
    tlsVerified: plan.origin.scheme === "https" ? plan.tls.verify : null,
    expectStatus: only?.expectStatus ?? null,
  };
}

const phasesOf = ({ connections, firstByte }: Measured): LoadReport["phases"] => ({
  connect: latencyOf(connections.connect),
  tlsHandshake: latencyOf(connections.handshake),
  firstByte: latencyOf(firstByte),
});

const transferOf = ({ bytes, elapsedMs }: Measured): LoadReport["transfer"] => ({
  receivedBytes: bytes.received,
  sentBytes: bytes.sent,
  receivedBytesPerSecond: perSecond(bytes.received, elapsedMs),
  sentBytesPerSecond: perSecond(bytes.sent, elapsedMs),
});

const connectionsOf = ({ connections }: Measured): LoadReport["connections"] => ({
  opened: connections.opened,
  failed: connections.failed,
  keepAliveRaces: connections.races,
  retriedRequests: connections.retried,
  surplus: connections.surplus,
});

const generatorOf = ({ generator, elapsedMs }: Measured): LoadReport["generator"] => ({
  cpuMs: round(generator.cpuMs),
  cpuPercent: elapsedMs === 0 ? 0 : Math.round((generator.cpuMs * 100) / elapsedMs),
  busyPercent: Math.round(generator.busy * 100),
});

const perSecond = (amount: number, elapsedMs: number): number =>
  elapsedMs === 0 ? 0 : Math.round((amount * 1_000) / elapsedMs);

const round = (value: number): number => Math.round(value * 1_000) / 1_000;

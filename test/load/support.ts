import {
  createHistogram,
  loadReport,
  recordValue,
  type Histogram,
  type LoadPlan,
  type Measured,
  type RouteMeasured,
  type RunFacts,
} from "../../src/load/index.ts";
import type { LoadReport } from "../../src/load/result/index.ts";

/** A histogram of milliseconds, each as often as it says. */
export function histogramOf(...counts: readonly (readonly [milliseconds: number, times: number])[]): Histogram {
  const histogram = createHistogram();
  for (const [milliseconds, times] of counts)
    for (let time = 0; time < times; time += 1) recordValue(histogram, milliseconds * 1_000);
  return histogram;
}

export const routeOf = (changes: Partial<RouteMeasured> = {}): RouteMeasured => ({
  name: "GET /users",
  statuses: new Map(),
  refusals: new Map(),
  failures: new Map(),
  successful: createHistogram(),
  failed: createHistogram(),
  unfinished: 0,
  ...changes,
});

/** A route whose answers were all good. */
export const goodRoute = (milliseconds: number, times: number): RouteMeasured =>
  routeOf({ statuses: new Map([[200, times]]), successful: histogramOf([milliseconds, times]) });

export const measuredOf = (routes: readonly RouteMeasured[], changes: Partial<Measured> = {}): Measured => ({
  transport: "node:net",
  address: "127.0.0.1:3000",
  interrupted: false,
  elapsedMs: 30_000,
  routes,
  bytes: { received: 3_000_000, sent: 1_500_000 },
  firstByte: createHistogram(),
  connections: {
    opened: 50,
    failed: 0,
    races: 0,
    retried: 0,
    surplus: 0,
    connect: createHistogram(),
    handshake: createHistogram(),
  },
  generator: { cpuMs: 1_500, busy: 0.1 },
  ...changes,
});

export const plan: LoadPlan = {
  origin: { scheme: "https", host: "api.example.com", port: 443 },
  requests: [
    { name: "GET /users", weight: 1, method: "GET", path: "/users", headers: [["Authorization", "Bearer x"]] },
  ],
  concurrency: 50,
  durationMs: 30_000,
  timeoutMs: 10_000,
  keepAlive: true,
  tls: { verify: true },
};

export const expecting = (expectStatus: number): LoadPlan => ({
  ...plan,
  requests: plan.requests.map((request) => ({ ...request, expectStatus })),
});

export const facts: RunFacts = {
  plan,
  shown: "https://api.example.com/users",
  startedAt: new Date("2026-01-02T03:04:05Z"),
  targetP99: { ms: 200, asked: false },
};

export const reportOf = (measured: Measured, changes: Partial<RunFacts> = {}): LoadReport =>
  loadReport({ ...facts, ...changes }, measured);

import type { World } from "../../command/index.ts";
import {
  countOf,
  mergedHistogram,
  quantilesOf,
  type LoadPlan,
  type Measured,
  type PlannedRequest,
} from "../../load/index.ts";
import type { ApiModel } from "../../openapi/index.ts";
import { sampleRequest } from "../../openapi/sample/index.ts";
import type { Exchange } from "./requests.ts";

export interface Targets {
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
}

export interface Verdict {
  readonly quantile: "p50" | "p95" | "p99";
  readonly targetMs: number;
  readonly measuredMs: number;
  readonly met: boolean;
}

export interface LoadOutcome {
  readonly requests: number;
  readonly successful: number;
  readonly requestsPerSecond: number;
  readonly routes: readonly { readonly name: string; readonly requests: number; readonly p95Ms: number }[];
  readonly verdicts: readonly Verdict[];
}

const CONCURRENCY = 10;

export interface LoadWishes {
  /** `http://127.0.0.1:41234` */
  readonly origin: string;
  readonly basePath: string;
  readonly durationMs: number;
  readonly targets: Targets;
  readonly exchanges: readonly Exchange[];
  readonly say: (detail: string) => void;
}

/** Ten users read everything that could be read, for as long as wished, and are held against the targets. */
export async function loadApi(world: World, model: ApiModel, wishes: LoadWishes): Promise<LoadOutcome> {
  const measured = await world.load.run(planOf(model, wishes), {
    signal: world.signal,
    onTick: (tick) => wishes.say(`${Math.round(tick.requestsPerSecond)} requests/s, p99 ${Math.round(tick.p99Ms)} ms`),
  });
  return summarize(measured, wishes.targets);
}

function planOf(model: ApiModel, wishes: LoadWishes): LoadPlan {
  const url = new URL(wishes.origin);
  return {
    origin: { scheme: "http", host: url.hostname, port: Number(url.port) },
    requests: readable(model, wishes),
    concurrency: CONCURRENCY,
    durationMs: wishes.durationMs,
    timeoutMs: 10_000,
    keepAlive: true,
    tls: { verify: true },
  };
}

/** The reads that were answered with success a moment ago, each with the same weight. */
function readable(model: ApiModel, { exchanges, basePath }: LoadWishes): readonly PlannedRequest[] {
  const good = new Set(exchanges.filter((one) => one.sent === "valid" && one.asExpected).map((one) => one.operation));
  return model.operations
    .filter((operation) => operation.method === "GET" && good.has(operation.id))
    .map((operation) => {
      const request = sampleRequest(operation, model);
      const headers = Object.entries(request.headers);
      return { name: `GET ${operation.path}`, weight: 1, method: "GET", path: `${basePath}${request.path}`, headers };
    });
}

function summarize(measured: Measured, targets: Targets): LoadOutcome {
  const all = mergedHistogram(measured.routes.flatMap((route) => [route.successful, route.failed]));
  const successful = measured.routes.reduce((sum, route) => sum + countOf(route.successful), 0);
  const requests = countOf(all);
  const [p50 = 0, p95 = 0, p99 = 0] = quantilesOf(all, [0.5, 0.95, 0.99]).map(milliseconds);
  return {
    requests,
    successful,
    requestsPerSecond: measured.elapsedMs === 0 ? 0 : (requests / measured.elapsedMs) * 1_000,
    routes: measured.routes.map((route) => ({
      name: route.name,
      requests: countOf(route.successful) + countOf(route.failed),
      p95Ms: milliseconds(quantilesOf(mergedHistogram([route.successful, route.failed]), [0.95])[0] ?? 0),
    })),
    verdicts: [
      { quantile: "p50", targetMs: targets.p50Ms, measuredMs: p50, met: p50 <= targets.p50Ms },
      { quantile: "p95", targetMs: targets.p95Ms, measuredMs: p95, met: p95 <= targets.p95Ms },
      { quantile: "p99", targetMs: targets.p99Ms, measuredMs: p99, met: p99 <= targets.p99Ms },
    ],
  };
}

const milliseconds = (micros: number): number => micros / 1_000;

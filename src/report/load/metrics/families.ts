import type { Latency, LoadReport } from "../../../load/result/index.ts";

/** One value and what tells it from its neighbours. */
export interface Point {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** All values of one name; in base units, as Prometheus asks for. */
export interface Family {
  /** Without the prefix and without `_total`: `requests`. */
  readonly name: string;
  readonly help: string;
  readonly kind: "counter" | "gauge";
  /** UCUM, as OTLP writes it. */
  readonly unit: "1" | "s" | "By" | "{request}" | "{connection}";
  readonly points: readonly Point[];
}

/** What both kinds of documents hold. */
export function familiesOf(report: LoadReport): readonly Family[] {
  return [
    requestsFamily(report),
    gauge("rate", "Finished requests a second", [{ labels: {}, value: report.requests.perSecond }]),
    errorsFamily(report),
    latencyFamily(report),
    phasesFamily(report),
    counter({ name: "bytes", help: "Bytes of HTTP", unit: "By" }, [
      { labels: { direction: "received" }, value: report.transfer.receivedBytes },
      { labels: { direction: "sent" }, value: report.transfer.sentBytes },
    ]),
    counter({ name: "connections", help: "Connections by outcome", unit: "{connection}" }, [
      { labels: { outcome: "opened" }, value: report.connections.opened },
      { labels: { outcome: "failed" }, value: report.connections.failed },
    ]),
    seconds("duration_seconds", "How long the run took", [{ labels: {}, value: report.elapsedMs / 1_000 }]),
    gauge("valid", "1 when the generator was not starved", [
      { labels: {}, value: report.validity?.valid === false ? 0 : 1 },
    ]),
    gauge(
      "threshold_met",
      "1 when a promise was kept",
      report.thresholds.map(({ expression, met }) => ({ labels: { threshold: expression }, value: met ? 1 : 0 })),
    ),
  ].filter(({ points }) => points.length > 0);
}

const gauge = (name: string, help: string, points: readonly Point[]): Family => ({
  name,
  help,
  kind: "gauge",
  unit: "1",
  points,
});

const seconds = (name: string, help: string, points: readonly Point[]): Family => ({
  ...gauge(name, help, points),
  unit: "s",
});

const counter = (about: Pick<Family, "name" | "help" | "unit">, points: readonly Point[]): Family => ({
  ...about,
  kind: "counter",
  points,
});

const requestsFamily = ({ routes }: LoadReport): Family =>
  counter(
    { name: "requests", help: "Requests by name and outcome", unit: "{request}" },
    routes.flatMap(({ name, requests }) =>
      (["successful", "failed", "unfinished"] as const).map((outcome) => ({
        labels: { request: name, outcome },
        value: requests[outcome],
      })),
    ),
  );

const errorsFamily = ({ errors }: LoadReport): Family =>
  counter(
    { name: "errors", help: "Failed requests by kind", unit: "{request}" },
    errors.map(({ kind, status, count }) => ({
      labels: { kind, status: status === null ? "" : `${status}` },
      value: count,
    })),
  );

const latencyFamily = ({ routes }: LoadReport): Family =>
  seconds(
    "latency_seconds",
    "Latency of all finished requests by quantile",
    routes.flatMap(({ name, latency }) => quantiles({ request: name }, latency.all)),
  );

const phasesFamily = ({ phases }: LoadReport): Family =>
  seconds("phase_seconds", "Parts of connections and answers by quantile", [
    ...quantiles({ phase: "connect" }, phases.connect),
    ...quantiles({ phase: "tls" }, phases.tlsHandshake),
    ...quantiles({ phase: "first-byte" }, phases.firstByte),
    ...quantiles({ phase: "download" }, phases.download),
  ]);

function quantiles(labels: Point["labels"], latency: Latency | null): readonly Point[] {
  if (latency === null) return [];
  const { p50Ms, p75Ms, p90Ms, p95Ms, p99Ms, p999Ms, maxMs } = latency;
  const rows: readonly (readonly [string, number])[] = [
    ["0.5", p50Ms],
    ["0.75", p75Ms],
    ["0.9", p90Ms],
    ["0.95", p95Ms],
    ["0.99", p99Ms],
    ["0.999", p999Ms],
    ["1", maxMs],
  ];
  return rows.map(([quantile, value]) => ({ labels: { ...labels, quantile }, value: value / 1_000 }));
}

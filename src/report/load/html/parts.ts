import { formatBytes, formatCount, formatDecimal, formatDuration } from "../../../kit/index.ts";
import type { Latency, LoadReport } from "../../../load/result/index.ts";
import { failureName } from "../../findings/index.ts";
import { formatMs } from "../numbers.ts";
import { card, table, type Column, type Content, type Markup } from "./elements.ts";

const DURATIONS: readonly Column[] = [
  { title: "part", kind: "name" },
  { title: "times", kind: "n" },
  { title: "P50 ms", kind: "n" },
  { title: "P99 ms", kind: "n" },
  { title: "max ms", kind: "n" },
  { title: "", kind: "bar-cell" },
];

type Part = readonly [name: string, latency: Latency | null];

/** Where the time of connections and answers goes. */
export const phaseCard = ({ phases }: LoadReport): Markup =>
  card(
    { title: "Phases", hint: "Bars compare the medians. Opening a connection is not part of LATENCY." },
    durations([
      ["TCP connect", phases.connect],
      ["TLS handshake", phases.tlsHandshake],
      ["first byte", phases.firstByte],
      ["download", phases.download],
    ]),
  );

/** How an open workload kept its clock, and how the generator did. */
export const scheduleCard = ({ schedule, generator }: LoadReport): Markup =>
  card(
    {
      title: "The generator's own delays",
      hint: "What the generator added by itself, and what waiting for a connection did.",
    },
    durations([
      ["sent late", schedule?.lag ?? null],
      ["held up by the server", schedule?.blocked ?? null],
      ["read late", generator.queueing],
    ]),
    schedule === null
      ? ""
      : `${formatCount(schedule.due)} due, ${formatCount(schedule.sent)} sent, ${formatCount(schedule.unsent)} never sent.`,
  );

function durations(parts: readonly Part[]): Markup {
  const known = parts.flatMap(([name, latency]) => (latency === null ? [] : [{ name, latency }]));
  const longest = Math.max(...known.map(({ latency }) => latency.p50Ms), 0.001);
  return table(
    DURATIONS,
    known.map(({ name, latency }) => [
      name,
      formatCount(latency.count),
      formatMs(latency.p50Ms),
      formatMs(latency.p99Ms),
      formatMs(latency.maxMs),
      { html: `<span class="bar" data-share="${latency.p50Ms / longest}"></span>` },
    ]),
  );
}

/** A row per name of a mix or step of a scenario. */
export function routeCard({ routes }: LoadReport): Markup {
  if (routes.length < 2) return { html: "" };
  const rows = routes.map(({ name, requests, latency }): readonly Content[] => {
    const { successful } = latency;
    const quantiles =
      successful === null ? [] : [successful.p50Ms, successful.p95Ms, successful.p99Ms, successful.maxMs];
    return [
      name,
      formatCount(requests.total),
      formatCount(requests.failed),
      formatDecimal(requests.perSecond, 1),
      ...(quantiles.length === 0 ? ["–", "–", "–", "–"] : quantiles.map(formatMs)),
    ];
  });
  const numbers = ["total", "failed", "per second", "P50 ms", "P95 ms", "P99 ms", "max ms"];
  return card(
    { title: "By request", wide: true },
    table([{ title: "request", kind: "name" }, ...numbers.map((title) => ({ title, kind: "n" as const }))], rows),
  );
}

export const errorCard = ({ errors, statuses }: LoadReport): Markup =>
  card(
    { title: "Errors and statuses" },
    table(
      [
        { title: "error", kind: "name" },
        { title: "requests", kind: "n" },
      ],
      errors.map(({ kind, status, count }) => [failureName(kind, status), formatCount(count)]),
    ),
    table(
      [
        { title: "status", kind: "name" },
        { title: "answers", kind: "n" },
      ],
      statuses.map(({ status, count }) => [`HTTP ${status}`, formatCount(count)]),
    ),
  );

export const checkCard = ({ checks }: LoadReport): Markup =>
  card(
    { title: "Checks", wide: true },
    table(
      [
        { title: "check", kind: "name" },
        { title: "request", kind: "name" },
        { title: "passed", kind: "n" },
        { title: "failed", kind: "n" },
      ],
      checks.map(({ name, route, passed, failed }) => [name, route, formatCount(passed), formatCount(failed)]),
    ),
  );

export function rateLimitCard({ rateLimit }: LoadReport): Markup {
  if (rateLimit === null) return { html: "" };
  const { count, firstAtMs, firstAfterRequests, ratePerSecond, recoveredAfterMs, headers } = rateLimit;
  const first: readonly (readonly [string, string])[] =
    firstAtMs === null
      ? []
      : [
          ["first one after", formatDuration(firstAtMs)],
          ["requests before it", formatCount(firstAfterRequests ?? 0)],
          ["rate until then", `${formatDecimal(ratePerSecond ?? 0, 1)}/s`],
          ["next other answer", recoveredAfterMs === null ? "none" : `${formatDuration(recoveredAfterMs)} later`],
        ];
  return card(
    { title: "Rate limit" },
    factTable([
      ["HTTP 429", formatCount(count)],
      ...first,
      ...headers.map(({ name, value }) => [name, value] as const),
    ]),
  );
}

export const transferCard = ({ transfer, connections }: LoadReport): Markup =>
  card(
    { title: "Transfer and connections" },
    factTable([
      ["received", `${formatBytes(transfer.receivedBytesPerSecond)}/s, ${formatBytes(transfer.receivedBytes)}`],
      ["sent", `${formatBytes(transfer.sentBytesPerSecond)}/s, ${formatBytes(transfer.sentBytes)}`],
      ["connections opened", formatCount(connections.opened)],
      ["not opened", formatCount(connections.failed)],
      ["closed while reused", formatCount(connections.keepAliveRaces)],
    ]),
  );

/** Names and values of any kind. */
export const factTable = (rows: readonly (readonly [name: string, value: string])[]): Markup =>
  table([{ title: "what" }, { title: "value", kind: "name" }], rows);

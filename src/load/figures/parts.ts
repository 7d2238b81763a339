import { latencyOf } from "../latency.ts";
import type { Measured } from "../measured.ts";
import type { LoadReport } from "../result/index.ts";
import { perSecond, round } from "./round.ts";

/** Where the time of requests and connections went. */
export const phasesOf = ({ connections, firstByte, download }: Measured): LoadReport["phases"] => ({
  connect: latencyOf(connections.connect),
  tlsHandshake: latencyOf(connections.handshake),
  firstByte: latencyOf(firstByte),
  download: download === undefined ? null : latencyOf(download),
});

/** Bytes in both directions, and a second. */
export const transferOf = ({ bytes, elapsedMs }: Measured): LoadReport["transfer"] => ({
  receivedBytes: bytes.received,
  sentBytes: bytes.sent,
  receivedBytesPerSecond: Math.round(perSecond(bytes.received, elapsedMs)),
  sentBytesPerSecond: Math.round(perSecond(bytes.sent, elapsedMs)),
});

/** What became of connections. */
export const connectionsOf = ({ connections }: Measured): LoadReport["connections"] => ({
  opened: connections.opened,
  failed: connections.failed,
  keepAliveRaces: connections.races,
  retriedRequests: connections.retried,
  surplus: connections.surplus,
});

/** How busy the generator was, and how long it was kept from its work. */
export const generatorOf = ({ generator, elapsedMs }: Measured): LoadReport["generator"] => ({
  cpuMs: round(generator.cpuMs),
  cpuPercent: elapsedMs === 0 ? 0 : Math.round((generator.cpuMs * 100) / elapsedMs),
  busyPercent: Math.round(generator.busy * 100),
  workers: generator.workers ?? null,
  stamps: generator.stamps ?? null,
  queueing: generator.queueing === undefined ? null : latencyOf(generator.queueing),
  stolenMs: roundOrNull(generator.stolenMs),
  longestStallMs: roundOrNull(generator.longestStallMs),
  stalledMs: roundOrNull(generator.stalledMs),
  fallback: generator.fallback ?? null,
});

/** How an open workload kept its clock; null for a closed one. */
export function scheduleOf({ schedule }: Measured): LoadReport["schedule"] {
  if (schedule === undefined) return null;
  const { due, sent, unsent, lag, blocked } = schedule;
  return { due, sent, unsent, lag: latencyOf(lag), blocked: latencyOf(blocked) };
}

const roundOrNull = (value: number | undefined): number | null => (value === undefined ? null : round(value));

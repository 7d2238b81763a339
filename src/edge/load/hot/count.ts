import { COARSE_BUCKETS, coarseBucket, recordValue, type FailureKind } from "../../../load/sending/index.ts";
import { COUNTER, SLOT, STEER } from "../memory/index.ts";
import { failureIndex, type Core } from "./core-state.ts";
import { settlePlay } from "./play.ts";
import { rowOf } from "./rows.ts";

const TOO_MANY_REQUESTS = 429;

/** Counts a whole answer. */
export function answeredWith(core: Core, slot: number, status: number): void {
  const index = core.current[slot] ?? 0;
  const request = core.requests[index];
  const route = core.memory.routes[request?.route ?? 0];
  if (request === undefined || route === undefined) return;
  const { expectStatus } = request;
  const isExpected = expectStatus === 0 ? status < 400 : status === expectStatus;
  const latencyMs = core.atMs - (core.latencyFrom[slot] ?? 0);
  const isSuccess = core.actor === undefined ? isExpected : settlePlay(core, slot, { status, latencyMs });
  const seenAt = core.seenAt[slot] ?? 0;
  route.statuses[status] = (route.statuses[status] ?? 0) + 1;
  if (!isSuccess) route.refusals[status] = (route.refusals[status] ?? 0) + 1;
  recordValue(isSuccess ? route.successful : route.failed, latencyMs * 1_000);
  recordValue(core.memory.firstByte, (seenAt - (core.writtenAt[slot] ?? 0)) * 1_000);
  recordValue(core.memory.download, (core.atMs - seenAt) * 1_000);
  if (status === TOO_MANY_REQUESTS || (core.counters[COUNTER.limited] ?? 0) > 0) limited(core, slot, status);
  if (core.listener !== undefined) {
    core.settled.status = status;
    core.settled.failure = -1;
  }
  settle(core, slot, { route: request.route, isSuccess, latencyMs, statusClass: Math.floor(status / 100) });
}

/** Counts a request without a whole answer. */
export function failedWith(core: Core, slot: number, kind: FailureKind): void {
  const index = core.current[slot] ?? 0;
  const request = core.requests[index];
  const route = core.memory.routes[request?.route ?? 0];
  if (request === undefined || route === undefined) return;
  const failure = failureIndex(kind);
  const latencyMs = core.atMs - (core.latencyFrom[slot] ?? 0);
  route.failures[failure] = (route.failures[failure] ?? 0) + 1;
  recordValue(route.failed, latencyMs * 1_000);
  if (core.listener !== undefined) {
    core.settled.status = 0;
    core.settled.failure = failure;
  }
  if (core.actor !== undefined) settlePlay(core, slot, { failure: kind });
  settle(core, slot, { route: request.route, isSuccess: false, latencyMs, statusClass: 0 });
}

interface Ended {
  readonly route: number;
  readonly isSuccess: boolean;
  readonly latencyMs: number;
  readonly statusClass: number;
}

function settle(core: Core, slot: number, { route, isSuccess, latencyMs, statusClass }: Ended): void {
  const { counters } = core;
  const { figures, latency } = core.memory.slots;
  const at = rowOf(core);
  const outcome = at + (isSuccess ? SLOT.successful : SLOT.failed);
  figures[outcome] = (figures[outcome] ?? 0) + 1;
  const inClass = at + SLOT.classes + (statusClass > 5 ? 0 : statusClass);
  figures[inClass] = (figures[inClass] ?? 0) + 1;
  figures[at + SLOT.received] = (figures[at + SLOT.received] ?? 0) + (core.receivedBytes[slot] ?? 0);
  const bucket = core.row * COARSE_BUCKETS + coarseBucket(latencyMs * 1_000);
  latency[bucket] = (latency[bucket] ?? 0) + 1;
  core.current[slot] = -1;
  core.isAgain[slot] = 0;
  core.freedAt[slot] = core.atMs;
  core.inFlight -= 1;
  counters[COUNTER.inFlight] = core.inFlight;
  counters[COUNTER.finished] = (counters[COUNTER.finished] ?? 0) + 1;
  counters[COUNTER.lastAt] = core.atMs;
  if (!isSuccess) counters[COUNTER.failed] = (counters[COUNTER.failed] ?? 0) + 1;
  if (core.abortAbove !== Number.POSITIVE_INFINITY) watchFailures(core, isSuccess ? 0 : 1);
  if (core.listener !== undefined) tell(core, slot, { route, isSuccess, latencyMs, statusClass });
}

function tell(core: Core, slot: number, { route, isSuccess, latencyMs }: Ended): void {
  const { settled } = core;
  settled.slot = slot;
  settled.route = route;
  settled.dueAt = core.dueAt[slot] ?? 0;
  settled.sentAt = core.sentAt[slot] ?? 0;
  settled.writtenAt = core.writtenAt[slot] ?? 0;
  settled.firstByteAt = core.seenAt[slot] ?? 0;
  settled.endAt = core.atMs;
  settled.isSuccess = isSuccess;
  settled.latencyMs = latencyMs;
  settled.receivedBytes = core.receivedBytes[slot] ?? 0;
  core.listener?.(settled);
}

/** The share of failures among the last requests, from when the ring has gone round once. */
function watchFailures(core: Core, failure: number): void {
  const { recent, recentAt } = core;
  const place = recentAt % recent.length;
  core.recentFailed += failure - (recent[place] ?? 0);
  recent[place] = failure;
  core.recentAt = recentAt + 1;
  if (core.recentAt < recent.length || core.recentFailed <= core.abortAbove * recent.length) return;
  core.counters[COUNTER.aborted] = 1;
  core.control.words[STEER.stop] = 1;
}

function limited(core: Core, slot: number, status: number): void {
  const { counters, atMs } = core;
  if (status !== TOO_MANY_REQUESTS) {
    // What was on its way when the first 429 came had been let through before it.
    const isBefore = (core.sentAt[slot] ?? 0) <= (counters[COUNTER.limitedAt] ?? 0);
    if (isBefore) counters[COUNTER.limitedAfter] = (counters[COUNTER.limitedAfter] ?? 0) + 1;
    else if (counters[COUNTER.recoveredAt] === 0) counters[COUNTER.recoveredAt] = atMs;
    return;
  }
  counters[COUNTER.limited] = (counters[COUNTER.limited] ?? 0) + 1;
  if (counters[COUNTER.limitedAt] !== 0) return;
  counters[COUNTER.limitedAt] = atMs;
  counters[COUNTER.limitedAfter] = counters[COUNTER.finished] ?? 0;
}

import { FAILURE_KINDS, SAMPLE_BATCH, type LoadSample } from "../../../load/sending/index.ts";
import type { Core, Settled } from "../hot/index.ts";

const COLUMNS = 8;

/** Finished requests as they go from thread to thread: eight numbers each. */
export interface SampleBatch {
  readonly startedAt: number;
  readonly rows: Float64Array;
}

/** Gathers every finished request of a lane and hands them on a thousand at a time. `flush` hands on the rest. */
export function gatherSamples(core: Core, onSamples: (batch: SampleBatch) => void): { readonly flush: () => void } {
  let rows = new Float64Array(SAMPLE_BATCH * COLUMNS);
  let count = 0;
  const flush = (): void => {
    // A copy of what is there: between threads all of the memory behind a part would be copied.
    if (count > 0) onSamples({ startedAt: core.startedAt, rows: rows.slice(0, count * COLUMNS) });
    rows = new Float64Array(SAMPLE_BATCH * COLUMNS);
    count = 0;
  };
  core.listener = (settled) => {
    write(rows, count * COLUMNS, settled);
    count += 1;
    if (count === SAMPLE_BATCH) flush();
  };
  return { flush };
}

function write(rows: Float64Array, at: number, settled: Settled): void {
  rows[at] = settled.dueAt;
  rows[at + 1] = settled.sentAt;
  rows[at + 2] = settled.latencyMs;
  rows[at + 3] = settled.route;
  rows[at + 4] = settled.status === 0 ? -1 - settled.failure : settled.status;
  rows[at + 5] = settled.isSuccess ? 1 : 0;
  rows[at + 6] = settled.receivedBytes;
  rows[at + 7] = settled.firstByteAt === 0 ? -1 : settled.firstByteAt - settled.writtenAt;
}

/** What a batch is about. */
export interface SampleNames {
  readonly routes: readonly { readonly name: string }[];
  /** True when there is a schedule, so that being due is something else than being sent. */
  readonly isOpen: boolean;
}

/** The requests of a batch, for those who want to read them. */
export function samplesOf({ startedAt, rows }: SampleBatch, names: SampleNames): readonly LoadSample[] {
  return Array.from({ length: rows.length / COLUMNS }, (_, index) => {
    const number = (column: number): number => rows[index * COLUMNS + column] ?? 0;
    const code = number(4);
    return {
      route: names.routes[number(3)]?.name ?? "",
      atMs: number(1) - startedAt,
      ...(names.isOpen ? { dueMs: number(0) - startedAt } : {}),
      latencyMs: number(2),
      ...(number(7) < 0 ? {} : { firstByteMs: number(7) }),
      receivedBytes: number(6),
      ...(code > 0 ? { status: code } : { failure: FAILURE_KINDS[-1 - code] ?? "other" }),
      successful: number(5) === 1,
    };
  });
}

/** Half a million requests, some 32 MB: what is taken more slowly than that is left out, so that memory has an end. */
const MOST_WAITING = 500;

/** Batches that wait for somebody who takes one at a time. */
export interface SampleQueue {
  add(batch: SampleBatch): void;
  /** Resolves when all that waits has been taken, with the number of requests that were: what is missing was left out. */
  done(): Promise<number>;
}

/**
 * Hands batches on, one at a time: the next one when the one before has been taken. A refusal ends it. At most `most`
 * batches wait, the one in hand included; others are left out, and are missing from the count.
 *
 * @example
 * const queue = newSampleQueue(async ({ rows }) => file.append(rows.join(" ")));
 */
export function newSampleQueue(take: (batch: SampleBatch) => Promise<void>, most = MOST_WAITING): SampleQueue {
  let last: Promise<void> = Promise.resolve();
  let isRefused = false;
  let waiting = 0;
  let taken = 0;
  const hand = async (batch: SampleBatch): Promise<void> => {
    if (isRefused) return;
    try {
      await take(batch);
      taken += batch.rows.length / COLUMNS;
    } catch {
      isRefused = true;
    }
  };
  return {
    add: (batch) => {
      if (waiting >= most || isRefused) return;
      waiting += 1;
      last = last.then(() => hand(batch)).finally(() => (waiting -= 1));
    },
    done: () => last.then(() => taken),
  };
}

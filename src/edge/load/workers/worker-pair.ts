import type { Worker } from "node:worker_threads";
import { BackwrightError, errors, isBackwrightError } from "../../../kit/index.ts";
import type { Pair, PairEnd, PairOpened, PairParts } from "../pair/index.ts";
import type { FromPair, ToPair } from "./messages.ts";
import { startWorker } from "./start-worker.ts";

// As for a single lane: little garbage, and soon.
const SMALL = { maxYoungGenerationSizeMb: 8 } as const;

/** Who waits for what the worker says. */
interface Waiting {
  opened: (opened: PairOpened) => void;
  ended: (end: PairEnd) => void;
  failed: (error: Error) => void;
}

/**
 * Two lanes in a thread of their own. A thread that dies while it runs is told as `lost` with its reason; one that dies before is
 * an error of `open`.
 *
 * Errors: `load-bad-header`, `load-bad-url`, `load-thread-lost`.
 */
export function newWorkerPair(parts: PairParts, start: typeof startWorker = startWorker): Pair {
  const worker = start("main-pair", { name: "load-pair", resourceLimits: SMALL });
  const waiting: Waiting = { opened: () => {}, ended: () => {}, failed: () => {} };
  const death = listen(worker, waiting);
  const tell = (message: ToPair): void => worker.postMessage(message, []);
  tell({ say: "pair", parts });
  return {
    open: (addresses) =>
      new Promise((resolve, reject) => {
        waiting.opened = resolve;
        waiting.failed = (error) =>
          reject(isBackwrightError(error) ? error : errors.loadConnect.threadLost({ reason: error.message }, error));
        if (death.reason !== undefined) return waiting.failed(death.reason);
        tell({ say: "open", addresses });
      }),
    run: () =>
      new Promise((resolve) => {
        waiting.ended = resolve;
        waiting.failed = ({ message }) => resolve(lostEnd(parts, message));
        if (death.reason !== undefined) return waiting.failed(death.reason);
        tell({ say: "run" });
      }),
    close: () => void worker.terminate(),
  };
}

function lostEnd({ control }: PairParts, lost: string): PairEnd {
  const began = control.times[0] ?? 0;
  return { startedAt: [began, began], busy: 0, isStamped: false, lost };
}

function listen(worker: Worker, waiting: Waiting): { reason: Error | undefined } {
  const death: { reason: Error | undefined } = { reason: undefined };
  const die = (reason: Error): void => {
    death.reason ??= reason;
    waiting.failed(death.reason);
  };
  worker.on("message", (message: FromPair) => {
    if (message.say === "opened") waiting.opened(message.opened);
    else if (message.say === "refused") waiting.failed(new BackwrightError(message.error));
    else waiting.ended(message.end);
  });
  worker.on("error", die);
  worker.on("exit", (code) => die(new Error(`a load thread ended with code ${code}`)));
  return death;
}

import type { Worker } from "node:worker_threads";
import { BackwrightError, errors, isBackwrightError } from "../../../kit/index.ts";
import type { Host, HostParts, LaneEnd, Opened, SampleBatch } from "../host/index.ts";
import type { FromWorker, ToWorker } from "./messages.ts";
import { startWorker } from "./start-worker.ts";

// A lane makes little garbage, and soon: a young generation of the usual 48 MB would only fill memory.
const SMALL = { maxYoungGenerationSizeMb: 3 } as const;

/** Who waits for what a worker says. */
interface Waiting {
  opened: (opened: Opened) => void;
  samples: (batch: SampleBatch) => void;
  ended: (end: LaneEnd) => void;
  failed: (error: Error) => void;
}

/**
 * A lane in a thread of its own. A thread that dies while it runs is told as `lost` with its reason; one that dies before is
 * an error of `open`.
 *
 * Errors: `load-bad-header`, `load-bad-url`, `load-thread-lost`.
 */
export function newWorkerHost(parts: HostParts, start: typeof startWorker = startWorker): Host {
  const file = parts.plan.scenario === undefined ? "main" : "main-play";
  const worker = start(file, { name: `load-${parts.share.index}`, resourceLimits: SMALL });
  const waiting: Waiting = { opened: () => {}, samples: () => {}, ended: () => {}, failed: () => {} };
  const death = listen(worker, waiting);
  const tell = (message: ToWorker): void => worker.postMessage(message, []);
  tell({ say: "host", parts });
  return {
    open: (addresses) =>
      new Promise((resolve, reject) => {
        waiting.opened = resolve;
        waiting.failed = (error) =>
          reject(isBackwrightError(error) ? error : errors.loadConnect.threadLost({ reason: error.message }, error));
        if (death.reason !== undefined) return waiting.failed(death.reason);
        tell({ say: "open", addresses });
      }),
    run: (onSamples) =>
      new Promise((resolve) => {
        waiting.samples = onSamples;
        waiting.ended = resolve;
        waiting.failed = (error) =>
          resolve({ busy: 0, isStamped: false, checks: [], limitHeaders: [], lost: error.message });
        if (death.reason !== undefined) return waiting.failed(death.reason);
        tell({ say: "run" });
      }),
    close: () => void worker.terminate(),
  };
}

function listen(worker: Worker, waiting: Waiting): { reason: Error | undefined } {
  const death: { reason: Error | undefined } = { reason: undefined };
  const die = (reason: Error): void => {
    death.reason ??= reason;
    waiting.failed(death.reason);
  };
  worker.on("message", (message: FromWorker) => hear(message, waiting));
  worker.on("error", die);
  worker.on("exit", (code) => die(new Error(`a load thread ended with code ${code}`)));
  return death;
}

function hear(message: FromWorker, waiting: Waiting): void {
  switch (message.say) {
    case "opened":
      return waiting.opened(message.opened);
    case "refused":
      return waiting.failed(new BackwrightError(message.error));
    case "samples":
      return waiting.samples(message.batch);
    case "ended":
      return waiting.ended(message.end);
  }
}

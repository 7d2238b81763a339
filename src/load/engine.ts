import type { CompareOptions, Compared } from "./compare/index.ts";
import type { LoadTick, Measured } from "./measured.ts";
import type { LoadPlan } from "./plan.ts";
import type { LoadSample } from "./sample.ts";

export interface LoadObserver {
  /** Ends the run early; what was measured is still the answer. */
  readonly signal: AbortSignal;
  /** Called at most four times a second: drawing more often would be measured too. */
  readonly onTick?: (tick: LoadTick) => void;
  /**
   * With `samples` in the plan: finished requests, in batches as they come. The next batch is handed over when the promise
   * resolves; a rejection ends the handing over, not the run.
   */
  readonly onSamples?: (samples: readonly LoadSample[]) => Promise<void>;
}

/** Sends a planned load and answers what was measured. `edge/load` implements it. */
export interface LoadEngine {
  /** Connections that this process may hold open, or undefined when the system does not say. */
  connectionLimit(): Promise<number | undefined>;
  /** The addresses of a name, or the address itself. Error: `load-unreachable`. */
  resolve(host: string): Promise<readonly string[]>;
  /**
   * Errors: `load-empty-plan` and `load-over-limit`; `load-unreachable` and `load-tls-failed` when the very first
   * connection fails: later ones are counted.
   */
  run(plan: LoadPlan, observer: LoadObserver): Promise<Measured>;
  /**
   * Loads two endpoints in turn, in blocks whose order is drawn. The options say how long, not the plans. Errors: those of
   * `run`.
   */
  compare(plans: readonly [LoadPlan, LoadPlan], options: CompareOptions, observer: LoadObserver): Promise<Compared>;
}

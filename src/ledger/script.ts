import type { Finding } from "../kit/index.ts";
import type { Step } from "./step.ts";

/** What is run in one direction. */
export interface Script {
  /** The file to show. */
  readonly path: string;
  readonly steps: readonly Step[];
  /** `whole`: all steps and the history's row in one transaction. `stepwise`: each for itself, with a journal of them. */
  readonly mode: "whole" | "stepwise";
  /** Why it cannot be run; empty for a usable script. */
  readonly problems: readonly Finding[];
  /** The file says that it cannot be undone, and why. */
  readonly irreversible: string | undefined;
}

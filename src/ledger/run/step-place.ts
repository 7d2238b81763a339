import type { JournalRun } from "./journal-store.ts";
import type { FileResult, Place, Task } from "./task.ts";

/** Where a step of a script that is run step by step stands. */
export interface StepPlace extends Place {
  readonly task: Task;
  readonly run: JournalRun;
  /** The history knows of an earlier, broken try. */
  readonly isResumed: boolean;
  /** Says in the history that the script has begun; called before a step's first effect, in its transaction if it has one. */
  readonly begin: () => Promise<void>;
}

export type StepResult = FileResult;

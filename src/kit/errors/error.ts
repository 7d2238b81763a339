import { withoutPasswords } from "../text.ts";

/**
 * 0 done · 1 the answer is no · 2 usage or an unusable input document · 3 environment ·
 * 4 refused for safety · 5 the measurement cannot be trusted · 70 a bug · 130 interrupted.
 */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 5 | 70 | 130;

export interface ErrorFacts {
  readonly code: string;
  readonly message: string;
  /** The next keystroke: what the reader can do now. */
  readonly hint: string;
  readonly exitCode: ExitCode;
  readonly cause?: unknown;
}

/** The one error class: a stable code, a message that holds the value (but no password), a hint and an exit code. */
export class BackwrightError extends Error {
  override readonly name = "BackwrightError";
  readonly code: string;
  readonly hint: string;
  readonly exitCode: ExitCode;

  constructor(facts: ErrorFacts) {
    super(withoutPasswords(facts.message), facts.cause === undefined ? undefined : { cause: facts.cause });
    this.code = facts.code;
    this.hint = withoutPasswords(facts.hint);
    this.exitCode = facts.exitCode;
  }
}

/**
 * True for a failure that Backwright knows: it has a code, a hint and an exit code.
 *
 * @example
 * const code = (failure: unknown) => (isBackwrightError(failure) ? failure.exitCode : 70);
 */
export function isBackwrightError(value: unknown): value is BackwrightError {
  return value instanceof BackwrightError;
}

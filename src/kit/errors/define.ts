import { BackwrightError, type ExitCode } from "./error.ts";

/** One row of the catalogue, as docs/errors.md prints it. */
export interface ErrorEntry {
  readonly code: string;
  readonly exitCode: ExitCode;
  /** When it is raised, in one sentence: docs/errors.md prints it. */
  readonly when: string;
}

export interface ErrorTemplate<Values> {
  readonly exitCode: ExitCode;
  readonly when: string;
  readonly message: (values: Values) => string;
  readonly hint: (values: Values) => string;
}

export interface ErrorMaker<Values> {
  (values: Values, cause?: unknown): BackwrightError;
  readonly entry: ErrorEntry;
}

/**
 * Defines an error of the catalogue: calling the result makes the error, `throw` stays with the caller.
 *
 * @example
 * const fileMissing = defineError<{ path: string }>("file-missing", {
 *   exitCode: 3,
 *   when: "A file that was named does not exist.",
 *   message: ({ path }) => `There is no file ${path}.`,
 *   hint: () => "Check the path, or run the command from another folder.",
 * });
 */
export function defineError<Values>(code: string, template: ErrorTemplate<Values>): ErrorMaker<Values> {
  const make = (values: Values, cause?: unknown): BackwrightError =>
    new BackwrightError({
      code,
      message: template.message(values),
      hint: template.hint(values),
      exitCode: template.exitCode,
      cause,
    });
  return Object.assign(make, { entry: { code, exitCode: template.exitCode, when: template.when } });
}

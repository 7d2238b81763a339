import { HttpError } from "./http-error.js";

/** One broken rule. The pointer starts with the part of the request: `/body/items/0/sku`, `/query/limit`. */
export interface Problem {
  pointer: string;
  readonly message: string;
}

/** More problems than this help nobody, and would make an answer many times as large as its request. */
const MOST_PROBLEMS = 100;

export function fail(problems: Problem[], pointer: string, message: string): void {
  if (problems.length < MOST_PROBLEMS) problems.push({ pointer, message });
}

/** Puts the problems from `start` on below a pointer: what a called check found belongs to the caller's place. */
export function within(problems: Problem[], start: number, pointer: string): void {
  for (let index = start; index < problems.length; index += 1) {
    const problem = problems[index];
    if (problem !== undefined) problem.pointer = pointer + problem.pointer;
  }
}

/** A key as one step of a JSON pointer (RFC 6901). */
export function step(key: string): string {
  return /[~/]/.test(key) ? key.replaceAll("~", "~0").replaceAll("/", "~1") : key;
}

/** Answers 400 with the problems. */
export class ValidationError extends HttpError {
  /** A value of the path does not fit: another route may be meant. */
  readonly isInPath: boolean;

  constructor(problems: readonly Problem[]) {
    const details = problems.map(({ pointer, message }) => ({ field: fieldOf(pointer), message }));
    super(400, "VALIDATION_ERROR", "The request does not fit the API's description.", details);
    this.isInPath = problems.some(({ pointer }) => pointer.startsWith("/path/"));
  }
}

export function validationError(problems: readonly Problem[]): ValidationError {
  return new ValidationError(problems);
}

/** `/body/items/0/sku` → `items.0.sku`; a whole body is `body`. */
function fieldOf(pointer: string): string {
  const names = pointer.indexOf("/", 1);
  if (names < 0) return pointer.slice(1);
  const field = pointer.slice(names + 1).replaceAll("/", ".");
  return field.includes("~") ? field.replaceAll("~1", "/").replaceAll("~0", "~") : field;
}

import { isBackwrightError } from "../../kit/index.ts";

/** A failure in its own words. */
export function reasonOf(failure: unknown): string {
  if (isBackwrightError(failure)) return failure.message;
  return failure instanceof Error ? failure.message : String(failure);
}

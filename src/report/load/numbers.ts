import { formatCount, formatDecimal } from "../../kit/index.ts";

/** Milliseconds as the report prints them: whole from ten on, finer below. @example formatMs(0.4216); // "0.42" */
export function formatMs(milliseconds: number): string {
  if (milliseconds >= 10) return formatCount(milliseconds);
  return formatDecimal(milliseconds, milliseconds >= 0.1 ? 2 : 3);
}

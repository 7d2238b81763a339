import { z } from "zod";
import { parseDuration } from "../kit/index.ts";

/**
 * An input in time: a plain number is seconds, `30s`, `5m`, `250ms` are read; the command gets milliseconds.
 *
 * @example
 * z.object({ duration: duration().prefault("30s") });
 */
export function duration() {
  return z.union([z.number(), z.string()]).transform((value, context) => {
    const milliseconds = parseDuration(String(value));
    if (milliseconds !== undefined) return milliseconds;
    context.addIssue({ code: "custom", message: `"${value}" is no duration; write seconds, or 30s, 5m, 1h` });
    return z.NEVER;
  });
}

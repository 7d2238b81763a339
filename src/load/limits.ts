import { errors, formatDuration } from "../kit/index.ts";
import type { LoadPlan } from "./plan.ts";

/** What one process is trusted with. */
export const LIMITS = { concurrency: 10_000, durationMs: 86_400_000, requests: 1_000_000_000 } as const;

/** Refuses a plan that says too little, or that is too large for one process. Errors: `load-empty-plan`, `load-over-limit`. */
export function checkLimits(plan: LoadPlan): void {
  const { concurrency, durationMs = 0, requestLimit = 0 } = plan;
  const missing = missingOf(plan);
  if (missing !== undefined) throw errors.load.emptyPlan({ missing });
  if (concurrency > LIMITS.concurrency) throw tooManyUsers(concurrency);
  if (durationMs > LIMITS.durationMs) throw tooLong(durationMs);
  if (requestLimit > LIMITS.requests) throw tooMany(requestLimit);
}

function missingOf({ requests, concurrency, durationMs, requestLimit }: LoadPlan): string | undefined {
  if (requests.length === 0) return "request";
  if (!requests.every(({ weight }) => weight > 0)) return "weight above 0 for every request";
  if (!Number.isInteger(concurrency) || concurrency < 1) return "user";
  return durationMs === undefined && requestLimit === undefined ? "end" : undefined;
}

const tooManyUsers = (users: number): Error =>
  errors.load.overLimit({
    what: "users",
    value: String(users),
    limit: String(LIMITS.concurrency),
    flag: "--concurrency",
  });

const tooLong = (durationMs: number): Error =>
  errors.load.overLimit({
    what: "a run",
    value: formatDuration(durationMs),
    limit: formatDuration(LIMITS.durationMs),
    flag: "--duration",
  });

const tooMany = (requests: number): Error =>
  errors.load.overLimit({
    what: "requests",
    value: String(requests),
    limit: String(LIMITS.requests),
    flag: "--requests",
  });

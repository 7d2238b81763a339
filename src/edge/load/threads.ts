import { availableParallelism } from "node:os";
import { mayUseKernel } from "./host/index.ts";
import { highestOf, type LoadPlan } from "../../load/sending/index.ts";

// A thread costs some 30 ms of CPU and 10 MB: a run that is over sooner is better off in this one.
const SMALL_REQUESTS = 50_000;
const SMALL_MS = 1_500;
const USERS_PER_THREAD = 8;
const ARRIVALS_PER_THREAD = 10_000;

/**
 * How many threads send: 0 is this one alone. As many as there are cores (that this process may use), but no more than have
 * eight users each, or 10,000 arrivals a second.
 */
export function threadsFor(plan: LoadPlan, cores = availableParallelism()): number {
  const { concurrency, workers, requestLimit = Number.POSITIVE_INFINITY, durationMs = Number.POSITIVE_INFINITY } = plan;
  if (workers !== undefined) return Math.max(1, Math.min(workers, concurrency, requestLimit));
  const isAsked = plan.transport === "kernel" && mayUseKernel(plan);
  if (!isAsked && (requestLimit <= SMALL_REQUESTS || durationMs <= SMALL_MS)) return 0;
  const wanted = Math.min(cores, Math.ceil(concurrency / USERS_PER_THREAD), forArrivals(plan));
  return wanted === 1 && !mayUseKernel(plan) ? 0 : wanted;
}

function forArrivals({ arrival }: LoadPlan): number {
  if (arrival === undefined) return Number.POSITIVE_INFINITY;
  return Math.max(1, Math.ceil(highestOf(arrival.startPerSecond, arrival.stages) / ARRIVALS_PER_THREAD));
}

import { errors, formatDuration } from "../kit/index.ts";
import { highestOf } from "./stages.ts";
import type { LoadPlan } from "./plan.ts";

/** What one process is trusted with, whoever asks. */
export const LIMITS = {
  concurrency: 10_000,
  perSecond: 1_000_000,
  durationMs: 86_400_000,
  requests: 1_000_000_000,
} as const;

/** What it does without being told that it is meant. */
export const CAPS = { concurrency: 2_000, perSecond: 20_000, durationMs: 7_200_000, requests: 100_000_000 } as const;

type Amount = keyof typeof LIMITS;

const WORDS: Readonly<Record<Amount, { readonly what: string; readonly flag: string }>> = {
  concurrency: { what: "users", flag: "--concurrency" },
  perSecond: { what: "requests a second", flag: "--rate" },
  durationMs: { what: "a run", flag: "--duration" },
  requests: { what: "requests", flag: "--requests" },
};

/** Refuses a plan that says too little, or that is too large for one process. Errors: `load-empty-plan`, `load-over-limit`. */
export function checkLimits(plan: LoadPlan): void {
  const missing = missingOf(plan);
  if (missing !== undefined) throw errors.load.emptyPlan({ missing });
  const over = overOf(plan, LIMITS);
  if (over === undefined) return;
  const limit = shown(over.amount, LIMITS[over.amount]);
  throw errors.load.overLimit({ ...WORDS[over.amount], value: shown(over.amount, over.value), limit });
}

/** Refuses what nobody means by accident, until somebody says that it is meant. Error: `load-over-cap`. */
export function checkCaps(plan: LoadPlan): void {
  const over = overOf(plan, CAPS);
  if (over === undefined) return;
  const { amount, value } = over;
  throw errors.load.overCap({
    what: WORDS[amount].what,
    value: shown(amount, value),
    cap: shown(amount, CAPS[amount]),
    limit: shown(amount, LIMITS[amount]),
  });
}

function missingOf({ requests, scenario, concurrency, durationMs, requestLimit }: LoadPlan): string | undefined {
  if (requests.length === 0 && scenario === undefined) return "request";
  if (!requests.every(({ weight }) => weight > 0)) return "weight above 0 for every request";
  if (!Number.isInteger(concurrency) || concurrency < 1) return "user";
  return durationMs === undefined && requestLimit === undefined ? "end" : undefined;
}

interface Over {
  readonly amount: Amount;
  readonly value: number;
}

function overOf(plan: LoadPlan, most: Readonly<Record<Amount, number>>): Over | undefined {
  const { concurrency, arrival, durationMs = 0, requestLimit } = plan;
  const perSecond = arrival === undefined ? 0 : highestOf(arrival.startPerSecond, arrival.stages);
  const requests = requestLimit ?? Math.ceil((perSecond * durationMs) / 1_000);
  const asked: readonly Over[] = [
    { amount: "concurrency", value: concurrency },
    { amount: "perSecond", value: perSecond },
    { amount: "durationMs", value: durationMs },
    { amount: "requests", value: requests },
  ];
  return asked.find(({ amount, value }) => value > most[amount]);
}

const shown = (amount: Amount, value: number): string =>
  amount === "durationMs" ? formatDuration(value) : String(value);

import {
  nextWish,
  type Ending,
  type Observation,
  type SearchSettings,
  type Trial,
  type Wish,
} from "../../../src/load/capacity/index.ts";

export const objectives = [{ text: "p99 < 200ms", allowedShare: 0.01, limitMs: 200 }];

export const settings: SearchSettings = {
  objectives,
  startPerSecond: 100,
  lowestPerSecond: 1,
  highestPerSecond: 20_000,
  tolerance: 0.03,
  trialMs: 2_000,
  confirmationMs: 30_000,
  budgetMs: 90_000,
};

/** Two seconds in which the given share of all requests broke the objective, evenly. */
export const steady = (rate: number, share: number, isGrowing = false): Observation => ({
  stretches: Array.from({ length: 17 }, () => ({ finished: rate, broken: [rate * share] })),
  lost: 0,
  growth: Array.from({ length: 17 }, (_, index) => (isGrowing ? 10 + (index % 2) : (index % 3) - 1)),
});

type TrialWish = Extract<Wish, { readonly kind: "trial" }>;

interface Result {
  readonly trials: readonly Trial[];
  readonly ending: Ending;
  readonly spentMs: number;
}

/** Carries a search out on a server that answers a rate with an observation. */
export function searchWith(
  server: (rate: number, wish: TrialWish) => Observation,
  changes: Partial<SearchSettings> = {},
  isStarved: (rate: number) => boolean = () => false,
): Result {
  const trials: Trial[] = [];
  let spentMs = 0;
  for (;;) {
    const wish = nextWish({ settings: { ...settings, ...changes }, trials: [...trials], spentMs });
    if (wish.kind === "finish") return { trials, ending: wish.ending, spentMs };
    const observation = server(wish.ratePerSecond, wish);
    trials.push({ ...wish, observation, isStarved: isStarved(wish.ratePerSecond) });
    spentMs += wish.durationMs + 600;
  }
}

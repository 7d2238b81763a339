// Two lanes in one thread, each behind a gate: in this very thread, or behind a worker (workers/).
// Belongs here: opening them, carrying them by one transport, their ends as plain facts. Does not: turning gates (blocks/).
export { newPair } from "./pair.ts";
export type { Pair, PairEnd, PairOpened, PairParts, PairReady, PlanPair } from "./parts.ts";

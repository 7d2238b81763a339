// Arithmetic of decisions: figures that follow from answers by a law with a source; numbers in, numbers out.
// Belongs here: error budgets, traffic, recovery. Does not: profiles, scores, sentences.
export { downtimeBudgetMinutes, failureBudgetRequests } from "./error-budget.ts";
export { inFlight, splitTraffic, writesAtRisk, type Traffic } from "./traffic.ts";
export { recoveryPlan, type RecoveryPlan } from "./recovery.ts";
export { ASSUMED_PRIMARY_READS_PER_SECOND, planReads, type ReadPlan } from "./read-plan.ts";

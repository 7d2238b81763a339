const MINUTES_PER_30_DAYS = 30 * 24 * 60;
const SECONDS_PER_30_DAYS = MINUTES_PER_30_DAYS * 60;

/** Seven significant digits: what decimal fractions such as 1 − 0.995 mean, without binary dust. */
const clean = (value: number): number => Number(value.toPrecision(7));

/**
 * Minutes of full outage that an availability share (0..1) leaves in 30 days: (1 − SLO) · window.
 *
 * Source: Beyer et al., Site Reliability Engineering, 2016, chapter 3 (error budgets).
 *
 * @example
 * downtimeBudgetMinutes(0.995); // 216
 */
export function downtimeBudgetMinutes(availability: number): number {
  return clean((1 - availability) * MINUTES_PER_30_DAYS);
}

/**
 * Requests that may fail in 30 days at a steady rate (per second).
 *
 * @example
 * failureBudgetRequests(0.999, 1); // 2592
 */
export function failureBudgetRequests(availability: number, requestsPerSecond: number): number {
  return clean((1 - availability) * SECONDS_PER_30_DAYS * requestsPerSecond);
}

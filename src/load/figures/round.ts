/** To a thousandth. */
export const round = (value: number): number => Math.round(value * 1_000) / 1_000;

/** Microseconds as milliseconds, to the microsecond. */
export const toMs = (micros: number): number => Math.round(micros) / 1_000;

export const perSecond = (amount: number, elapsedMs: number): number =>
  elapsedMs <= 0 ? 0 : (amount * 1_000) / elapsedMs;

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

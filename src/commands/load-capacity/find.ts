import type { World } from "../../command/index.ts";
import { capacityReport, curveOf } from "../../load/capacity/index.ts";
import type { CapacityReport } from "../../load/capacity/result/index.ts";
import { seededRandom } from "../../load/statistics/index.ts";
import { commandLine, environmentOf } from "../load/index.ts";
import { measureCurve, type MeasuredCurve } from "./measure-curve.ts";
import { connectionsFor } from "./run-trial.ts";
import { carryOut, type Searched } from "./search.ts";
import { searchSettings } from "./settings.ts";
import { strictestMs, type Subject } from "./subject.ts";

/** What the flags say about a search. */
export interface SearchFlags {
  readonly targetRate?: number | undefined;
  /** Milliseconds. */
  readonly budget: number;
  readonly confirm: number;
  readonly maxRate: number;
  readonly connections?: number | undefined;
  readonly arrivals: "constant" | "poisson";
  readonly curve: boolean;
  readonly curveUsers: number;
  readonly seed?: number | undefined;
}

/** A scenario's users think and carry things from step to step: their number says nothing by itself. */
const hasCurve = ({ unit }: Subject, { curve }: SearchFlags): boolean => curve && unit === "request";

interface Begun {
  readonly flags: SearchFlags;
  readonly seed: number;
  readonly startedAt: Date;
  readonly startedAtMs: number;
}

/** Measures the curve, searches the knee, and concludes. Errors: those of the engine's first run. */
export async function findCapacity(subject: Subject, flags: SearchFlags, world: World): Promise<CapacityReport> {
  const seed = flags.seed ?? Math.floor(world.random.fraction() * 2 ** 31);
  const begun = { flags, seed, startedAt: world.clock.now(), startedAtMs: world.clock.monotonicMs() };
  const mostUsers = hasCurve(subject, flags) ? flags.curveUsers : 1;
  const curve = await measureCurve(subject, { mostUsers, budgetMs: flags.budget }, world);
  const searched = await searchFrom(subject, { begun, curve }, world);
  return concluded(subject, { begun, curve, searched }, world);
}

function searchFrom(
  subject: Subject,
  { begun, curve }: { readonly begun: Begun; readonly curve: MeasuredCurve },
  world: World,
): Promise<Searched> {
  const { flags, seed, startedAtMs } = begun;
  const [alone] = curve.points;
  const ceilingPerSecond = Math.max(...curve.points.map(({ perSecond }) => perSecond));
  const settings = searchSettings({
    objectives: subject.objectives,
    limitMs: strictestMs(subject),
    budgetMs: flags.budget,
    confirmationMs: flags.confirm,
    highestPerSecond: flags.maxRate,
    alonePerSecond: curve.alonePerSecond,
    ceilingPerSecond: curve.points.length > 1 ? ceilingPerSecond : undefined,
  });
  const arriving = { arrivals: flags.arrivals, connections: flags.connections, seed };
  return carryOut({ subject, settings, arriving, startedAtMs, aloneMs: alone?.meanMs ?? 0 }, world);
}

interface Done {
  readonly begun: Begun;
  readonly curve: MeasuredCurve;
  readonly searched: Searched;
}

async function concluded(subject: Subject, { begun, curve, searched }: Done, world: World): Promise<CapacityReport> {
  const { flags, seed, startedAt, startedAtMs } = begun;
  const { address, transport } = searched.last ?? curve.last;
  const rates = searched.search.trials.map(({ ratePerSecond }) => ratePerSecond);
  return capacityReport({
    target: { url: subject.shown, address, transport },
    command: commandLine(world) ?? null,
    environment: await environmentOf(world),
    startedAt: startedAt.toISOString(),
    elapsedMs: world.clock.monotonicMs() - startedAtMs,
    interrupted: world.signal.aborted,
    search: searched.search,
    ending: searched.ending,
    curve: hasCurve(subject, flags) ? curveOf(curve.points, seededRandom(seed)) : null,
    targetPerSecond: flags.targetRate,
    arrivals: flags.arrivals,
    connections: connectionsFor(subject, { ...flags, connections: flags.connections, seed }, Math.max(0, ...rates)),
    request: subject.request,
    unit: subject.unit,
  });
}

import type { World } from "../../command/index.ts";
import { errors } from "../../kit/index.ts";
import {
  comparisonOf,
  decide,
  isDecided,
  LEVEL,
  LOOKS,
  type Compared,
  type CompareOptions,
} from "../../load/compare/index.ts";
import type { CompareReport } from "../../load/compare/result/index.ts";
import { loadReport, type LiveFigures, liveFigures, type LoadObserver, type LoadPlan } from "../../load/index.ts";
import { liveView } from "../../report/load/index.ts";
import { checkPlan, environmentOf, permitted } from "../load/index.ts";
import type { CompareFlags } from "./flags.ts";
import { plannedFor, type NamedPlan } from "./plan.ts";

const TOLERANCE_PERCENT = 5;

/** Loads two endpoints in turn. Errors: those of `load`, `load-conflict` for what has no meaning here. */
export async function compareEndpoints(
  addresses: readonly [string, string],
  flags: CompareFlags,
  world: World,
): Promise<CompareReport> {
  refuse(flags);
  const first = await ready(await plannedFor(addresses[0], flags, world), flags, world);
  const second = await ready(await plannedFor(addresses[1], flags, world), flags, world);
  const tolerance = (flags.tolerance ?? TOLERANCE_PERCENT) / 100;
  const startedAt = world.clock.now();
  const compared = await run([first, second], optionsOf(first.plan, flags, world), world);
  const environment = await environmentOf(world);
  const named = ({ plan, target }: NamedPlan, measured: Compared["first"]) => {
    const facts = { plan, shown: target.shown, startedAt, environment, targetP99: { ms: 200, asked: false } };
    return { name: target.shown, report: loadReport(facts, measured) };
  };
  const runs = [named(first, compared.first), named(second, compared.second)] as const;
  const gate = flags.tolerance === undefined ? {} : { gate: { tolerance, strict: flags.strict } };
  return comparisonOf(runs, compared, { tolerance, ...gate });
}

function refuse({ requests, stages, warmUp, workers }: CompareFlags): void {
  const because = (second: string, reason: string) =>
    errors.load.conflict({ first: "a comparison of two addresses", second, reason });
  if (requests !== undefined) throw because("--requests", "it lasts a time, so that both get equal shares of it");
  if (stages !== undefined) throw because("--stages", "both need the same load throughout");
  if (workers !== undefined && workers > 1) throw because(`--workers ${workers}`, "the two take turns in one thread");
  if (warmUp !== undefined) throw because("--warm-up", "it warms both up by itself");
}

/** Said to be wrong before anybody is asked for consent; both have their connections at the same time. */
async function ready(named: NamedPlan, flags: CompareFlags, world: World): Promise<NamedPlan> {
  await checkPlan({ ...named.plan, concurrency: named.plan.concurrency * 2 }, flags, world);
  return { ...named, plan: await permitted(named.plan, flags, world) };
}

function optionsOf(
  plan: LoadPlan,
  { tolerance = TOLERANCE_PERCENT, seed }: CompareFlags,
  world: World,
): CompareOptions {
  const design = { level: LEVEL, tolerance: tolerance / 100 };
  return {
    durationMs: plan.durationMs ?? 0,
    looks: LOOKS,
    isEnough: (blocks, looks) => isDecided(decide(blocks, looks, design)),
    seed: seed ?? Math.floor(world.random.fraction() * 2 ** 32),
  };
}

async function run(
  [first, second]: readonly [NamedPlan, NamedPlan],
  options: CompareOptions,
  world: World,
): Promise<Compared> {
  const title = `Comparing ${first.target.shown} with ${second.target.shown}`;
  const live = world.progress.live(title);
  let figures: LiveFigures | undefined;
  const onTick: LoadObserver["onTick"] = (tick) => {
    figures = liveFigures({ ...first.plan, durationMs: options.durationMs }, figures, tick);
    live.show(liveView(title, figures));
  };
  try {
    const compared = await world.load.compare([first.plan, second.plan], options, { signal: world.signal, onTick });
    live.done(compared.interrupted ? "interrupted" : undefined);
    return compared;
  } finally {
    live.failed();
  }
}

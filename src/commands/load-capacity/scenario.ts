import type { World } from "../../command/index.ts";
import type { LoadPlan } from "../../load/index.ts";
import type { Objective } from "../../load/capacity/index.ts";
import { withValues } from "../../load/scenario/index.ts";
import { castOf } from "../load-run/cast.ts";
import { input as runInput, type Input as RunInput } from "../load-run/input.ts";
import { setUp, tearDown } from "../load-run/once.ts";
import { playableFrom, type Playable } from "../load-run/playable.ts";
import { holdToken } from "../load-run/token.ts";
import type { ConnectionFlags, ConsentFlags } from "../load/flags/index.ts";
import { checkPlan, permitted } from "../load/index.ts";
import type { Subject } from "./subject.ts";

/** What a scenario is played with. */
export interface ScenarioFlags extends Omit<ConnectionFlags, "timeout">, ConsentFlags {
  readonly target: string;
  readonly url?: string | undefined;
  readonly header: string[];
  readonly timeout?: number | undefined;
  readonly raiseCaps: boolean;
}

/** A target that is a file, and no address. */
export async function isScenarioFile(target: string, { files }: World): Promise<boolean> {
  return !target.includes("://") && /\.(ya?ml|json|har)$/i.test(target) && (await files.facts(target)) !== undefined;
}

/**
 * Lets a search use a scenario: what it sets up is done before and undone after, and its token is held all along. Errors: those of
 * reading it, of consent, and of its set-up.
 */
export async function withScenario<Result>(
  { flags, objectives }: { readonly flags: ScenarioFlags; readonly objectives: readonly Objective[] },
  world: World,
  use: (subject: Subject) => Promise<Result>,
): Promise<Result> {
  const wishes = wishesFrom(flags);
  const playable = await playableFrom(wishes, world);
  for (const warning of playable.warnings) world.progress.warn(warning);
  await checkPlan(playable.plan, flags, world);
  const plan = await permitted(playable.plan, flags, world);
  const { oauth } = playable.compiled;
  using token = oauth === undefined ? undefined : await holdToken({ oauth, input: wishes, env: playable.env }, world);
  const cast = castOf(playable.compiled, token?.cell);
  const { values } = await setUp(cast.setup, plan, world);
  try {
    return await use(subjectOf({ ...plan, scenario: withValues(cast.scenario, values) }, playable, objectives));
  } finally {
    await tearDown(cast.teardown === undefined ? undefined : withValues(cast.teardown, values), plan, world);
  }
}

/** The flags of `load run` that are not given here keep their defaults; how arrivals come is the search's affair. */
function wishesFrom(flags: ScenarioFlags): RunInput {
  const { target, url, ...rest } = flags;
  return { ...runInput.parse({ file: target }), ...rest, url, arrivals: undefined };
}

/** How much load the file asks for gives way to the search. */
function subjectOf(plan: LoadPlan, { source, target }: Playable, objectives: readonly Objective[]): Subject {
  const { ramp: _ramp, arrival: _arrival, requestLimit: _requests, durationMs: _duration, ...rest } = plan;
  return { plan: rest, objectives, shown: target.shown, request: source.name, unit: "iteration" };
}

import type { World } from "../../command/index.ts";
import { errors } from "../../kit/index.ts";
import type { Connecting, LoadShape } from "../../load/index.ts";
import { createSharedText, readOutcome, type Outcome, type Scenario } from "../../load/scenario/index.ts";

const OUTCOME_BYTES = 4 * 1024 * 1024;

/** Plays a scenario with one user for one iteration, and answers what it left. Errors: those of the engine, `interrupted`. */
export async function playOnce(
  scenario: Scenario,
  connecting: Connecting & Partial<LoadShape>,
  world: World,
): Promise<Outcome> {
  const outcome = createSharedText(OUTCOME_BYTES);
  const plan = {
    ...wayOf(connecting),
    requests: [],
    scenario: { ...scenario, outcome },
    concurrency: 1,
    requestLimit: 1,
  };
  const { interrupted } = await world.load.run(plan, { signal: world.signal });
  if (interrupted) throw errors.command.interrupted({ during: `while playing ${scenario.name}` });
  return readOutcome(outcome) ?? { values: {}, failures: ["it did not come to its end"] };
}

/**
 * How requests get there, without what only a load has: its length, its threads, its end at too many errors. One user plays
 * in this thread, because starting another takes longer than most set-ups.
 */
function wayOf(connecting: Connecting & Partial<LoadShape>): Connecting {
  const { workers: _1, transport: _2, samples: _3, arrival: _4, ramp: _5, durationMs: _6, ...rest } = connecting;
  const { abortAbovePercent: _7, ...way } = rest;
  return way;
}

/** The same for a set-up, which has to succeed. Error: `load-setup-failed`. */
export async function setUp(scenario: Scenario | undefined, connecting: Connecting, world: World): Promise<Outcome> {
  if (scenario === undefined) return { values: {}, failures: [] };
  const step = world.progress.step("Setting up");
  try {
    const outcome = await playOnce(scenario, connecting, world);
    if (outcome.failures.length > 0)
      throw errors.loadScenario.setupFailed({ phase: "set-up", failures: outcome.failures });
    step.done();
    return outcome;
  } finally {
    step.failed();
  }
}

/** The same for what comes after a load, whose figures are not thrown away for it. */
export async function tearDown(scenario: Scenario | undefined, connecting: Connecting, world: World): Promise<void> {
  if (scenario === undefined || world.signal.aborted) return;
  const { failures } = await playOnce(scenario, connecting, world).catch((error: unknown) => ({
    failures: [error instanceof Error ? error.message : String(error)],
  }));
  if (failures.length > 0) world.progress.warn(`The teardown failed: ${failures.join("; ")}`);
}

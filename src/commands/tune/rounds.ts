import type { World } from "../../command/index.ts";
import { errors } from "../../kit/index.ts";
import type { LoadPlan } from "../../load/index.ts";
import { type Round, roundOf } from "../../load/rounds/index.ts";
import type { TuneInput } from "./input.ts";
import { withoutThinking } from "./windows.ts";

/** Of each state: 12 pairs, which are left when rounds are joined by twos, carry a claim at 1 in 2,000. */
export const ROUNDS = 24;
const SHORTEST_MS = 20;

/** How long one round lasts. */
export const roundMsOf = ({ duration }: Pick<TuneInput, "duration">): number =>
  Math.max(SHORTEST_MS, Math.round(duration / ROUNDS));

export interface Rounds {
  readonly world: World;
  readonly users: number;
  readonly roundMs: number;
}

/** One state, round by round. Error: `interrupted`. */
export async function measureRounds(plan: LoadPlan, side: Round["side"], how: Rounds): Promise<readonly Round[]> {
  const step = how.world.progress.step(`Loading ${side === "before" ? "the old state" : "the new state"}`);
  try {
    await runRound(plan, { side, pair: -1 }, how);
    const rounds: Round[] = [];
    for (let pair = 0; pair < ROUNDS; pair += 1) {
      step.update(`${pair + 1}/${ROUNDS}`);
      rounds.push(await runRound(plan, { side, pair }, how));
    }
    step.done();
    return rounds;
  } finally {
    step.failed();
  }
}

/** Both states in turn; who is first is drawn for each pair. Error: `interrupted`. */
export async function measurePairs(
  plans: Readonly<Record<Round["side"], LoadPlan>>,
  how: Rounds,
): Promise<readonly Round[]> {
  const { world } = how;
  const step = world.progress.step("Loading both states in turn");
  try {
    for (const side of ["before", "after"] as const) await runRound(plans[side], { side, pair: -1 }, how);
    const rounds: Round[] = [];
    for (let pair = 0; pair < ROUNDS; pair += 1) {
      step.update(`${pair + 1}/${ROUNDS}`);
      const order = world.random.fraction() < 0.5 ? (["before", "after"] as const) : (["after", "before"] as const);
      for (const side of order) rounds.push(await runRound(plans[side], { side, pair }, how));
    }
    step.done();
    return rounds;
  } finally {
    step.failed();
  }
}

/** Rounds of one number send the same: choices depend on the seed. */
async function runRound(
  plan: LoadPlan,
  { side, pair }: Pick<Round, "side" | "pair">,
  { world, users, roundMs }: Rounds,
): Promise<Round> {
  const { requestLimit: _limit, scenario, ...rest } = plan;
  const played =
    scenario === undefined ? {} : { scenario: { ...withoutThinking(scenario), seed: scenario.seed + pair + 1 } };
  const measured = await world.load.run(
    { ...rest, ...played, concurrency: users, durationMs: roundMs, transport: "node" },
    { signal: world.signal },
  );
  if (measured.interrupted) throw errors.command.interrupted({ during: "while loading" });
  return roundOf({ side, pair }, measured);
}

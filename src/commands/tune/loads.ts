import type { World } from "../../command/index.ts";
import { countOf } from "../../load/index.ts";
import { compareRounds, LEVEL, type Round, type RoundMode } from "../../load/rounds/index.ts";
import { startApi } from "./api.ts";
import type { TuneInput } from "./input.ts";
import type { TuneOutput } from "./output.ts";
import { measurePairs, measureRounds, ROUNDS, roundMsOf, type Rounds } from "./rounds.ts";
import { withSubject } from "./subject.ts";

type Load = TuneOutput["comparison"];

export const NOT_LOADED: Load = null;

/** The old state as it was loaded, and the way to load the new one. */
export interface Before {
  readonly shares: ReadonlyMap<string, number>;
  readonly only: Load;
  readonly after: () => Promise<Load>;
}

/** Loads the API as it is now. */
export async function loadBefore(world: World, input: TuneInput, origin: string): Promise<Before> {
  const how = howOf(world, input);
  const load = (side: Round["side"]): Promise<readonly Round[]> =>
    withSubject({ input, origin }, world, ({ plan }) => measureRounds(plan, side, how));
  const before = await load("before");
  return {
    shares: sharesIn(before),
    only: loadOf(before, "before-only", how),
    after: async () => loadOf([...before, ...(await load("after"))], "one-after-the-other", how),
  };
}

/** Starts the API on both states, and loads them in turn. */
export async function loadPaired(
  world: World,
  input: TuneInput,
  urls: { readonly before: string; readonly after: string },
): Promise<Load> {
  const how = howOf(world, input);
  // A port of one's own choice can be had once only.
  const { port: _port, ...free } = input;
  await using first = await startApi(world, input, urls.before);
  await using second = await startApi(world, free, urls.after);
  return await withSubject({ input, origin: first.origin }, world, (before) =>
    withSubject({ input, origin: second.origin }, world, async (after) => {
      const rounds = await measurePairs({ before: before.plan, after: after.plan }, how);
      return loadOf(rounds, "interleaved", how);
    }),
  );
}

const howOf = (world: World, input: TuneInput): Rounds => ({ world, users: input.users, roundMs: roundMsOf(input) });

const METHODS = {
  interleaved: "wilcoxon-signed-rank",
  "one-after-the-other": "mann-whitney",
  "before-only": null,
} as const;

function loadOf(rounds: readonly Round[], mode: RoundMode | "before-only", { users, roundMs }: Rounds): Load {
  return {
    mode,
    method: METHODS[mode],
    anyFalseClaimPercent: LEVEL * 100,
    users,
    roundMs,
    rounds: ROUNDS,
    failedRequests: rounds.reduce((sum, { failed }) => sum + failed, 0),
    ...compareRounds(rounds, mode === "before-only" ? "one-after-the-other" : mode),
  };
}

function sharesIn(rounds: readonly Round[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { routes } of rounds)
    for (const [route, histogram] of routes) counts.set(route, (counts.get(route) ?? 0) + countOf(histogram));
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return new Map([...counts].map(([route, count]) => [route, all === 0 ? 0 : count / all]));
}

import { mixOrder } from "../../mix.ts";
import type { Flow, Scenario } from "../model.ts";
import { sharedReader } from "../shared-text.ts";
import { type Feed, feedOf } from "./feed.ts";
import type { ScenarioLane } from "./lane.ts";
import { type PreparedStep, prepareStep } from "./prepare.ts";
import { seededRandom } from "../../random.ts";
import { newTally, type Tally } from "./tally.ts";
import { newUser, type User } from "./user.ts";
import type { Source } from "./values.ts";

/** A scenario that a lane's users are playing. */
export interface Play {
  readonly scenario: Scenario;
  readonly lane: ScenarioLane;
  readonly prepared: readonly PreparedStep[];
  readonly users: User[];
  readonly source: Source;
  readonly feed: Feed;
  readonly tally: Tally;
  readonly nextFlow: () => Flow | undefined;
  readonly token: (() => string) | undefined;
  /** Of the call that is being answered. */
  nowMs: number;
  /** What failed in the iteration under way; kept only where an outcome is wanted. */
  failures: string[];
}

export function newPlay(scenario: Scenario, lane: ScenarioLane): Play {
  const random = seededRandom((lane.seed ?? scenario.seed) + Math.imul(lane.lane, 0x9e37_79b9));
  let counted = 0;
  const play: Play = {
    scenario,
    lane,
    prepared: scenario.steps.map(prepareStep),
    users: [],
    source: {
      random,
      epochMs: () => lane.epochMs + play.nowMs,
      nextCount: () => {
        counted += 1;
        return lane.lane + 1 + (counted - 1) * lane.lanes;
      },
    },
    feed: feedOf(scenario.feeders, lane, random),
    tally: newTally(scenario),
    nextFlow: flowDealer(scenario.flows, lane.lane),
    token: scenario.token === undefined ? undefined : sharedReader(scenario.token.cell),
    nowMs: 0,
    failures: [],
  };
  return play;
}

export function userOf(play: Play, number: number): User {
  const known = play.users[number];
  if (known !== undefined) return known;
  const { lane, lanes } = play.lane;
  const user = newUser(lane + number * lanes, play.scenario.variables.length);
  play.users[number] = user;
  return user;
}

/** Deals out flows by their weights; lanes begin at different places, so that they do not move in step. */
function flowDealer(flows: readonly Flow[], start: number): () => Flow | undefined {
  const order = mixOrder(flows.map(({ weight }) => weight));
  let turn = start;
  return () => {
    turn += 1;
    return flows[order[(turn - 1) % order.length] ?? 0];
  };
}

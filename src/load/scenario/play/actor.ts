import type { Actor } from "../actor.ts";
import type { Scenario } from "../model.ts";
import type { ScenarioLane } from "./lane.ts";
import { nextAction } from "./next.ts";
import { newPlay, userOf } from "./play.ts";
import { playedStep } from "./prepare.ts";
import { settleAnswer } from "./settle.ts";

/**
 * The users of one lane, playing a scenario: each begins an iteration as a new visitor, with no cookies and no values
 * but those of the variables and feeders.
 *
 * @example
 * const actor = scenarioActor(scenario, { lane: 0, lanes: 1, epochMs: 0 });
 * const action = actor.next(0, 12.5);
 */
export function scenarioActor(scenario: Scenario, lane: ScenarioLane): Actor {
  const play = newPlay(scenario, lane);
  return {
    steps: scenario.steps.map((step) => playedStep(step, scenario)),
    next: (number, nowMs) => {
      play.nowMs = nowMs;
      return nextAction(play, userOf(play, number));
    },
    settle: (number, answer, nowMs) => {
      play.nowMs = nowMs;
      return settleAnswer(play, userOf(play, number), answer);
    },
    checks: () => play.tally.rows(),
  };
}

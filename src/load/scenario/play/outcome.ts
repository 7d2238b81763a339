import type { JsonValue } from "../../../kit/index.ts";
import type { Outcome } from "../model.ts";
import type { Play } from "./play.ts";
import type { User } from "./user.ts";

/** What an iteration left, for those who come after. */
export function outcomeOf(play: Play, user: User): Outcome {
  const values: Record<string, JsonValue> = {};
  for (const [index, name] of play.scenario.variables.entries()) {
    const value = user.values[index];
    if (value !== undefined) values[name] = value;
  }
  return { values, failures: play.failures.slice(0, 20) };
}

// The door for programs: decisions.
import { command } from "../commands/decide.ts";
import { asFunction } from "../main/index.ts";

/**
 * Which backend profile fits the answers, with reasons, or why none does. A decision without a winner is an outcome, not an
 * error. Errors: `decide-answers-missing`, `decide-answers-impossible`, `profile-*`.
 *
 * @example
 * const { outcome, recommendation } = await decide({ sample: true, teamSize: 12 });
 */
export const decide = asFunction(command);

import { TOKEN, type Outcome, type Scenario } from "./model.ts";
import type { SharedText } from "./shared-text.ts";

/** The scenario with values that a set-up left: every iteration begins with them. */
export function withValues(scenario: Scenario, values: Outcome["values"]): Scenario {
  const initial = scenario.variables.map((name, index) =>
    Object.hasOwn(values, name) ? values[name] : scenario.initial[index],
  );
  return { ...scenario, initial };
}

/** The scenario with an access token that somebody else keeps fresh. */
export function withToken(scenario: Scenario, cell: SharedText): Scenario {
  const variable = scenario.variables.indexOf(TOKEN);
  return variable < 0 ? scenario : { ...scenario, token: { variable, cell } };
}

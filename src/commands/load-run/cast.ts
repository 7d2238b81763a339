import type { Compiled } from "../../load/scenario/format/index.ts";
import { withToken, type Scenario, type SharedText } from "../../load/scenario/index.ts";

/** Everything that a file plays, with the token that it needs. */
export interface Cast {
  readonly setup: Scenario | undefined;
  readonly scenario: Scenario;
  readonly teardown: Scenario | undefined;
}

export function castOf({ setup, scenario, teardown }: Compiled, cell: SharedText | undefined): Cast {
  if (cell === undefined) return { setup, scenario, teardown };
  const equipped = (one: Scenario | undefined): Scenario | undefined =>
    one === undefined ? undefined : withToken(one, cell);
  return { setup: equipped(setup), scenario: withToken(scenario, cell), teardown: equipped(teardown) };
}

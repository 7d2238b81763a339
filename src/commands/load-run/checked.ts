import type { Flow } from "../../load/scenario/index.ts";
import type { Input } from "./input.ts";
import type { Checked } from "./output.ts";
import type { Playable } from "./playable.ts";

/** What would be played. */
export function checked({ source, target, compiled, warnings }: Playable, { saveScenario }: Input): Checked {
  const { steps, flows } = compiled.scenario;
  const namesOf = ({ program }: Flow): readonly string[] =>
    program.flatMap((instruction) => (instruction.do === "send" ? [steps[instruction.step]?.name ?? ""] : []));
  return {
    schema: "backwright.scenario-check/1",
    file: source.name,
    kind: source.kind,
    target: target.shown,
    flows: flows.map((flow) => ({ name: flow.name, weight: flow.weight, steps: namesOf(flow) })),
    warnings,
    saved: saveScenario ?? null,
  };
}

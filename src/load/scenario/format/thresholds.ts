import { isBackwrightError } from "../../../kit/index.ts";
import { escapeSegment } from "../../../openapi/text/index.ts";
import { parseThreshold, type ThresholdWish } from "../../thresholds/index.ts";
import type { ScenarioStep } from "../model.ts";
import type { Mistakes } from "./mistakes.ts";
import type { ScenarioFile } from "./schema.ts";

/** What must hold, of everything or of one step. */
export function wishesFor(
  { thresholds = [] }: ScenarioFile,
  steps: readonly ScenarioStep[],
  mistakes: Mistakes,
): readonly ThresholdWish[] {
  return thresholds.flatMap((entry, index) => {
    const pointer = `/thresholds/${index}`;
    if (typeof entry === "string") return wishOf(entry, { pointer, steps, mistakes });
    return Object.entries(entry).flatMap(([step, text]) =>
      wishOf(`${step}: ${text}`, { pointer: `${pointer}/${escapeSegment(step)}`, steps, mistakes }),
    );
  });
}

interface Site {
  readonly pointer: string;
  readonly steps: readonly ScenarioStep[];
  readonly mistakes: Mistakes;
}

function wishOf(text: string, { pointer, steps, mistakes }: Site): readonly ThresholdWish[] {
  try {
    const wish = parseThreshold(text, "file");
    if (wish.step === undefined || steps.some(({ name }) => name === wish.step)) return [wish];
    mistakes.error(
      pointer,
      `no step is named ${JSON.stringify(wish.step)}; there are ${steps.map(({ name }) => name).join(", ")}`,
    );
  } catch (error) {
    if (!isBackwrightError(error)) throw error;
    mistakes.error(pointer, error.message);
  }
  return [];
}

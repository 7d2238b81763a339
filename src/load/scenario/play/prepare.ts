import type { PlayedStep } from "../actor.ts";
import type { Scenario, ScenarioStep } from "../model.ts";
import { type Judge, judgeOf } from "./check.ts";
import { type Extractor, extractorOf } from "./extract.ts";
import { type Composer, composerOf } from "./request.ts";

/** A step with everything made that can be made before the first user plays it. */
export interface PreparedStep {
  readonly step: ScenarioStep;
  readonly compose: Composer;
  readonly judges: readonly { readonly name: string; readonly judge: Judge }[];
  readonly extractors: readonly { readonly name: string; readonly variable: number; readonly extract: Extractor }[];
}

export function prepareStep(step: ScenarioStep): PreparedStep {
  return {
    step,
    compose: composerOf(step),
    judges: step.checks.map((check) => ({ name: check.name, judge: judgeOf(check) })),
    extractors: step.extractions.map((extraction) => ({
      name: extraction.name,
      variable: extraction.variable,
      extract: extractorOf(extraction),
    })),
  };
}

/** What the engine has to know of a step. */
export function playedStep(step: ScenarioStep, { keepsCookies }: Pick<Scenario, "keepsCookies">): PlayedStep {
  const [range] = step.expected;
  const only = step.expected.length === 1 && range !== undefined && range[0] === range[1] ? range[0] : undefined;
  return {
    name: step.name,
    method: step.method,
    ...(only !== undefined && { expectStatus: only }),
    sees: seenOf(step, keepsCookies),
    bodyLimit: step.bodyLimit,
  };
}

function seenOf({ checks, extractions }: ScenarioStep, keepsCookies: boolean): PlayedStep["sees"] {
  const looked = new Set([...checks.map(({ subject }) => subject.of), ...extractions.map(({ from }) => from.of)]);
  if (looked.has("body") || looked.has("json")) return "body";
  return keepsCookies || looked.has("header") || looked.has("cookie") ? "head" : "status";
}

// Scenarios: what users do, step by step; the compiled form, and the users who play it.
// Belongs here: the model, values, feeders, extraction, checks. Does not: sockets, clocks, files; the file format (format).
export type { Action, Actor, Answer, PlayedStep } from "./actor.ts";
export {
  DEFAULT_BODY_LIMIT,
  TOKEN,
  type Check,
  type Condition,
  type Extraction,
  type Feeder,
  type Flow,
  type Instruction,
  type Outcome,
  type Predicate,
  type Scenario,
  type ScenarioStep,
  type Setting,
  type Subject,
  type Template,
  type Times,
  type Value,
} from "./model.ts";
export type { JsonPath } from "./path/index.ts";
export { readOutcome } from "./outcome.ts";
export { scenarioActor } from "./play/actor.ts";
export type { ScenarioLane } from "./play/lane.ts";
export { createSharedText, writeShared, type SharedText } from "./shared-text.ts";
export { withToken, withValues } from "./with-values.ts";

import type { Stage } from "../../plan.ts";
import type { Mistakes } from "./mistakes.ts";
import type { FileLoad, ScenarioFile } from "./schema.ts";
import { rateOf, timeOf } from "./times.ts";

/** How much load a file asks for; what is missing is left to flags and defaults. */
export interface FileWishes {
  readonly users?: number;
  readonly rate?: number;
  readonly stages?: readonly Stage[];
  readonly arrivals?: "constant" | "poisson";
  readonly durationMs?: number;
  readonly iterations?: number;
  readonly warmUpMs?: number;
}

/** Reads `load:`. */
export function wishesOf({ load = {} }: ScenarioFile, mistakes: Mistakes): FileWishes {
  const time = (key: "duration" | "warmUp"): number | undefined => {
    const given = load[key];
    const value = given === undefined ? undefined : timeOf(given);
    if (given !== undefined && value === undefined)
      mistakes.error(`/load/${key}`, `${given} is no time: write 30s, 5m`);
    return value;
  };
  const rate = rateAt(load.rate, "/load/rate", mistakes);
  const [durationMs, warmUpMs] = [time("duration"), time("warmUp")];
  const isOpen = rate !== undefined || (load.stages ?? []).some((stage) => stage.rate !== undefined);
  if (load.arrivals !== undefined && !isOpen)
    mistakes.error("/load/arrivals", "arrivals are of a rate, and none is given");
  const stages = load.stages?.map((stage, index) =>
    stageOf(stage, { pointer: `/load/stages/${index}`, mistakes, isOpen }),
  );
  return {
    ...(load.users !== undefined && { users: load.users }),
    ...(isOpen && { rate: rate ?? 0 }),
    ...(stages !== undefined && { stages }),
    ...(load.arrivals !== undefined && { arrivals: load.arrivals }),
    ...(durationMs !== undefined && { durationMs }),
    ...(load.iterations !== undefined && { iterations: load.iterations }),
    ...(warmUpMs !== undefined && { warmUpMs }),
  };
}

interface Site {
  readonly pointer: string;
  readonly mistakes: Mistakes;
  readonly isOpen: boolean;
}

function stageOf(stage: NonNullable<FileLoad["stages"]>[number], { pointer, mistakes, isOpen }: Site): Stage {
  const durationMs = timeOf(stage.over);
  if (durationMs === undefined) mistakes.error(`${pointer}/over`, `${stage.over} is no time: write 30s, 5m`);
  const [wanted, other] = isOpen ? (["rate", "users"] as const) : (["users", "rate"] as const);
  if (stage[other] !== undefined)
    mistakes.error(`${pointer}/${other}`, `this load has stages of ${wanted}, not of ${other}`);
  if (stage[wanted] === undefined) mistakes.error(pointer, `a stage says its ${wanted}`);
  const target = isOpen ? rateAt(stage.rate, `${pointer}/rate`, mistakes) : stage.users;
  return { durationMs: durationMs ?? 0, target: target ?? 0 };
}

function rateAt(given: string | number | undefined, pointer: string, mistakes: Mistakes): number | undefined {
  if (given === undefined) return undefined;
  const rate = rateOf(given);
  if (rate === undefined) mistakes.error(pointer, `${given} is no rate: write 50, 50/s, or 600/m`);
  return rate ?? 0;
}

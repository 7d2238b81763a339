import type { Step } from "../../step.ts";
import type { StepPlace } from "../step-place.ts";
import { probeDetach } from "./detach.ts";
import { probeIndex } from "./index-build.ts";
import { probeObject } from "./object.ts";
import { AFRESH, type Earlier, type Ready } from "./ready.ts";
import { probeReindex } from "./reindex.ts";

/** Looks before a statement outside a transaction is run: it may be done already, or half. */
export async function probe(place: StepPlace, step: Step): Promise<Ready> {
  if (step.work.kind !== "sql") return AFRESH;
  const earlier = earlierOf(place, step);
  if (step.work.index !== undefined) return probeIndex(place, step.work.index, earlier);
  if (earlier === undefined) return AFRESH;
  if (step.words.startsWith("REINDEX")) return probeReindex(place, step);
  if (step.words.includes("DETACH PARTITION")) return probeDetach(place.parts.session, step);
  return probeObject(place.parts.session, step);
}

/** Histories of the first version have no journal; a file was one statement then. */
function earlierOf({ run, isResumed, task }: StepPlace, step: Step): Earlier {
  const entry = run.earlier.get(step.number);
  if (entry !== undefined) return entry.state === "applied" ? undefined : entry.state;
  const isLegacy = isResumed && run.earlier.size === 0 && task.script.steps.length === 1;
  const state = isLegacy ? task.earlier?.state : undefined;
  if (state === "running" || state === "reverting") return "running";
  return state === "failed" || state === "revert-failed" ? "failed" : undefined;
}

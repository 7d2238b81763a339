import type { World } from "../../command/index.ts";
import { countOf, type LoadPlan, type Measured } from "../../load/index.ts";
import type { Written } from "../../load/result/index.ts";
import type { OutputFlags } from "./flags/index.ts";
import { runPlan } from "./run-plan.ts";
import { openSamples } from "./samples.ts";

/** A measurement, and the samples that were written while it ran. */
export interface Measurement {
  readonly startedAt: Date;
  readonly measured: Measured;
  readonly written: readonly Written[];
}

/** Runs a plan, and writes its samples where they were asked for. Errors: those of the engine, `file-unwritable`. */
export async function measure(
  plan: LoadPlan,
  { title, samples: path }: Pick<OutputFlags, "samples"> & { readonly title: string },
  world: World,
): Promise<Measurement> {
  const startedAt = world.clock.now();
  if (path === undefined) return { startedAt, measured: await runPlan(plan, { title }, world), written: [] };
  const samples = await openSamples(path, world);
  try {
    const measured = await runPlan({ ...plan, samples: true }, { title, onSamples: samples.take }, world);
    return { startedAt, measured, written: [await samples.close(finishedOf(measured), lostOf(measured))] };
  } catch (failure) {
    await samples.close(0, 0);
    throw failure;
  }
}

const lostOf = ({ generator }: Measured): number => generator.lostWorkers?.length ?? 0;

const finishedOf = ({ routes }: Measured): number =>
  routes.reduce((sum, { successful, failed }) => sum + countOf(successful) + countOf(failed), 0);

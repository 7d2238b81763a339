import type { World } from "../../command/index.ts";
import { errors } from "../../kit/index.ts";
import { liveFigures, type LiveFigures, type LoadObserver, type LoadPlan, type Measured } from "../../load/index.ts";
import { liveView } from "../../report/load/index.ts";

export interface Showing {
  /** `Loading http://localhost:3000/` */
  readonly title: string;
  readonly onSamples?: LoadObserver["onSamples"];
}

/** Runs a plan while showing where it stands. Errors: those of the engine. */
export async function runPlan(plan: LoadPlan, { title, onSamples }: Showing, world: World): Promise<Measured> {
  const live = world.progress.live(title);
  let figures: LiveFigures | undefined;
  const onTick: LoadObserver["onTick"] = (tick) => {
    figures = liveFigures(plan, figures, tick);
    live.show(liveView(title, figures));
  };
  try {
    const shown = live.isSilent === true ? {} : { onTick };
    const observer = { signal: world.signal, ...shown, ...(onSamples === undefined ? {} : { onSamples }) };
    const measured = await world.load.run(plan, observer);
    live.done(endOf(measured));
    return measured;
  } finally {
    live.failed();
  }
}

function endOf({ interrupted, aborted }: Measured): string | undefined {
  if (interrupted) return "interrupted";
  return aborted === true ? "ended early: too many errors" : undefined;
}

/** Load before the measurement: on connections of its own, and nothing is kept of it. Error: `interrupted`. */
export async function warmUp(plan: LoadPlan, durationMs: number | undefined, world: World): Promise<void> {
  if (durationMs === undefined) return;
  const { requestLimit: _requests, samples: _samples, ...rest } = plan;
  const { interrupted } = await runPlan({ ...rest, durationMs }, { title: "Warming up" }, world);
  if (interrupted) throw errors.command.interrupted({ during: "while warming up" });
}

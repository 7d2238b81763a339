import type { RunningProcess, World } from "../../command/index.ts";
import { formatCount } from "../../kit/index.ts";

export interface Waiting {
  readonly durationMs: number | undefined;
  readonly program: RunningProcess | undefined;
  readonly executions: () => number;
}

const TICK_MS = 1_000;

/** Until Ctrl-C, the end of the time or of the program, whichever is first: true for the last. Says meanwhile how many queries have come. */
export async function wait({ durationMs, program, executions }: Waiting, world: World): Promise<boolean> {
  const done = new AbortController();
  const live = world.progress.live("Watching");
  let hasEnded = false;
  const end = (): void => done.abort();
  const note = (): void => {
    hasEnded = true;
    end();
  };
  world.signal.addEventListener("abort", end, { once: true });
  void program?.ended.then(note, note);
  const untilMs = durationMs === undefined ? undefined : world.clock.monotonicMs() + durationMs;
  while (!done.signal.aborted && !world.signal.aborted) {
    const leftMs = untilMs === undefined ? TICK_MS : untilMs - world.clock.monotonicMs();
    if (leftMs <= 0) break;
    await world.clock.sleep(Math.min(TICK_MS, leftMs), done.signal).catch(() => undefined);
    const line = `${formatCount(executions())} queries`;
    live.show({ rows: () => [line], line });
  }
  world.signal.removeEventListener("abort", end);
  live.done(`${formatCount(executions())} queries`);
  return hasEnded;
}

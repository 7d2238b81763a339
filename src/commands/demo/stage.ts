import type { World } from "../../command/index.ts";

/** What a stage answered and how long it took. */
export interface Timed<Value> {
  readonly value: Value;
  readonly durationMs: number;
}

/** Runs one stage of the tour with its line of progress. `describe` is what the line says when it is done. */
export async function stage<Value>(
  world: World,
  title: string,
  work: (say: (detail: string) => void) => Promise<{ readonly value: Value; readonly detail: string }>,
): Promise<Timed<Value>> {
  world.signal.throwIfAborted();
  const step = world.progress.step(title);
  const from = world.clock.monotonicMs();
  try {
    const { value, detail } = await work((text) => step.update(text));
    step.done(detail);
    return { value, durationMs: Math.round(world.clock.monotonicMs() - from) };
  } catch (failure) {
    step.failed();
    throw failure;
  }
}

/** The world without progress: the tour has its own lines. */
export function quietly(world: World): World {
  const nothing = (): void => undefined;
  const silent = { update: nothing, show: nothing, done: nothing, failed: nothing };
  const warn = (text: string): void => world.progress.warn(text);
  return { ...world, progress: { step: () => silent, live: () => silent, note: nothing, warn } };
}

import type { World } from "../../command/index.ts";
import { errors } from "../../kit/index.ts";

/** Between two parts of the work that cannot be broken off. Error: `interrupted`. */
export function stopIfInterrupted({ signal }: Pick<World, "signal">, during: string): void {
  if (signal.aborted) throw errors.command.interrupted({ during });
}

import type { Step, World } from "../../command/index.ts";
import { assertNever, formatDuration } from "../../kit/index.ts";
import type { MigrationEvent } from "../../ledger/index.ts";

/** Shows a run as progress: a step for each file, a line while another runner is waited for. */
export function observerOf(world: World): (event: MigrationEvent) => void {
  let step: Step | undefined;
  return (event) => {
    switch (event.kind) {
      case "waiting":
        return world.progress.warn(waitingFor(event.holder));
      case "started":
        step = world.progress.step(event.migration.file);
        return undefined;
      case "statement":
        return step?.update(`statement ${event.statement} of ${event.statements}`);
      case "applied":
        return step?.done(formatDuration(event.migration.durationMs));
      case "failed":
        return step?.failed(event.failure.message);
      default:
        return assertNever(event);
    }
  };
}

function waitingFor(holder: Extract<MigrationEvent, { kind: "waiting" }>["holder"]): string {
  if (holder === undefined) return "Another migration run is just ending; waiting for it.";
  const { processId, application, user, since } = holder;
  return `Another migration run holds the lock: process ${processId} (${application}, ${user}, since ${since}). Waiting.`;
}

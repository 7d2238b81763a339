import type { Step, World } from "../../command/index.ts";
import { assertNever, formatDuration } from "../../kit/index.ts";
import type { MigrationEvent } from "../../ledger/index.ts";

export type Observer = (event: MigrationEvent) => void;

/** Shows a run as progress: a step for each file, a line while another runner is waited for. */
export function observerOf(world: World): Observer {
  let step: Step | undefined;
  return (event) => {
    switch (event.kind) {
      case "waiting":
        return world.progress.warn(waitingFor(event.holder));
      case "started":
        step = world.progress.step(`${event.direction === "down" ? "undo " : ""}${event.migration.file}`);
        return undefined;
      case "applied":
        return step?.done(formatDuration(event.migration.durationMs));
      case "failed":
        return step?.failed(event.failure.message);
      case "statement":
      case "statement-done":
      case "skipped":
      case "part":
      case "retrying":
      case "replicas":
        return step?.update(detailOf(event));
      default:
        return assertNever(event);
    }
  };
}

type Detailed = Exclude<MigrationEvent, { kind: "waiting" | "started" | "applied" | "failed" }>;

function detailOf(event: Detailed): string {
  switch (event.kind) {
    case "statement":
      return `statement ${event.statement} of ${event.statements}`;
    case "statement-done":
      return `statement ${event.statement} took ${formatDuration(event.durationMs)}`;
    case "skipped":
      return `statement ${event.statement} was done before`;
    case "part":
      return `statement ${event.statement}, part ${event.parts}`;
    case "retrying":
      return `a lock did not come; try ${event.tries + 1} in ${formatDuration(event.pauseMs)}`;
    case "replicas":
      return `waiting for ${event.behind} replica${event.behind === 1 ? "" : "s"}`;
    default:
      return assertNever(event);
  }
}

function waitingFor(holder: Extract<MigrationEvent, { kind: "waiting" }>["holder"]): string {
  if (holder === undefined) return "Another migration run is just ending; waiting for it.";
  const { processId, application, user, client, since } = holder;
  const from = client === "" ? "" : ` from ${client}`;
  return `Another migration run holds the lock: process ${processId} (${application}, ${user}${from}, since ${since}). Waiting.`;
}
